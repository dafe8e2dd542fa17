import { type CallContext, handler, html } from "liveloom";
import { z } from "zod";
import { languages } from "../languages.ts";

const contact = z.object({
  name: z.string().trim().min(2),
  email: z.email(),
  message: z.string().trim().min(10),
});

const fields = ["name", "email", "message"] as const;

type Field = (typeof fields)[number];

/** What is wrong with a field, in the language of the page; nothing when it is right. */
function problemOf(field: Field, form: CallContext["form"]): string {
  const isRight = contact.shape[field].safeParse(form[field] ?? "").success;
  return isRight ? "" : languages.t(`wrong_${field}`);
}

const told = (field: Field, problem: string) => ({ target: `#${field}-error`, html: html`${problem}` });

/** Somebody has left a field. */
export const checkField = handler(
  "check_contact",
  { params: z.object({ field: z.enum(fields) }) },
  async (ctx) => {
    const { field } = ctx.data;
    await ctx.send(told(field, problemOf(field, ctx.form)));
  },
);

export const sendContact = handler("send_contact", async (ctx) => {
  const problems = fields.map((field) => [field, problemOf(field, ctx.form)] as const);
  const [first] = problems.filter(([, problem]) => problem);
  await ctx.send(...problems.map(([field, problem]) => told(field, problem)));
  if (first) return await ctx.send({ focus: `[name=${first[0]}]` });
  const name = String(ctx.form.name);
  await ctx.send({
    target: "#contact",
    outer: html`<p class="result" role="status">${languages.t("thanks", { name })}</p>`,
  });
});

export function page() {
  return html`
    <h1>${languages.t("contact")}</h1>
    <form id="contact" class="form" live-call=${sendContact} novalidate>
      ${row("name", html`<input id="name" name="name" autocomplete="name" live-call=${checkField} live-on="blur" data-field="name" aria-describedby="name-error">`)}
      ${row("email", html`<input id="email" name="email" type="email" autocomplete="email" live-call=${checkField} live-on="blur" data-field="email" aria-describedby="email-error">`)}
      ${row("message", html`<textarea id="message" name="message" rows="4" live-call=${checkField} live-on="blur" data-field="message" aria-describedby="message-error"></textarea>`)}
      <button>${languages.t("send")}</button>
    </form>`;
}

function row(field: Field, control: ReturnType<typeof html>) {
  return html`<p class="field"><label for=${field}>${languages.t(field)}</label>${control}
    <span class="error" id=${`${field}-error`} role="alert"></span></p>`;
}
