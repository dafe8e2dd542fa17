/** What must not compile about handlers; each line after @ts-expect-error has a mistake. */
import { createApp, Handlers, type Html, handler, html, loginRequired, raw } from "liveloom";
import { createLanguages } from "liveloom/languages";
import { z } from "zod";

export const add = handler(
  "add",
  {
    params: z.object({ id: z.coerce.number() }),
    form: z.object({ tags: z.array(z.string()) }),
    access: loginRequired(),
  },
  async (ctx) => {
    const id: number = ctx.data.id;
    const tags: string[] = ctx.form.tags;
    // @ts-expect-error the schema has no such field
    ctx.data.name;
    // @ts-expect-error the schema makes a number of it
    const text: string = ctx.data.id;
    await ctx.send({ target: "#a", html: html`${id} ${tags.join()} ${text}` });
  },
);

export const plain = handler("plain", async (ctx) => {
  const data: string | undefined = ctx.data.id;
  const form: string | readonly string[] | undefined = ctx.form.tags;
  await ctx.send(
    { target: "#a", html: raw(String(data)) },
    { target: "#a", remove: true, title: "T" },
    { url: "/", replace: true, scrollTop: true, focus: "#a", event: { name: "x", detail: form } },
  );
  // @ts-expect-error text is not HTML
  await ctx.send({ target: "#a", html: "<b>" });
  // @ts-expect-error a change needs a target
  await ctx.send({ html: html`x` });
  // @ts-expect-error one change at a time
  await ctx.send({ target: "#a", html: html`x`, append: html`y` });
  // @ts-expect-error nothing is done to it
  await ctx.send({ target: "#a", remove: false });
  // @ts-expect-error there is no such change
  await ctx.send({ target: "#a", inner: html`x` });
  // @ts-expect-error a user is named by a number
  ctx.toUser("ada");
});

export const element: Html = html`<button live-call=${plain}></button>`;

const languages = createLanguages({ default: "en", messages: { en: { hello: "Hello" }, de: {} } });
languages.t("hello");
// @ts-expect-error there is no such message
languages.t("helo");

export const app = createApp({
  routes: [],
  handlers: new Handlers([add]).use((_ctx, next) => next(), { only: /^a/ }),
  languages,
});
// @ts-expect-error recipients are one of a few kinds
app.send({ group: "x" }, { title: "x" });
app.send("everyone", { title: "x" });
createApp({ routes: [], handlers: [plain] });
