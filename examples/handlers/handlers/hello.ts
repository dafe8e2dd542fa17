import { handler, html } from "liveloom";
import { languages } from "../languages.ts";

export const sayHello = handler("say_hello", async (ctx) => {
  const name = String(ctx.form.name ?? "").trim() || "World";
  await ctx.send({ target: "#greeting", html: html`${languages.t("hello", { name })}` });
});

export function page() {
  return html`
    <h1>${languages.t("greet")}</h1>
    <form class="line" live-call=${sayHello}>
      <input name="name" aria-label=${languages.t("name")} placeholder=${languages.t("name")}>
      <button>${languages.t("greet")}</button>
    </form>
    <p id="greeting" class="result" role="status"></p>`;
}
