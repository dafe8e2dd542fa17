import { handler, html } from "liveloom";
import { z } from "zod";
import { languages } from "../languages.ts";

let lastId = 0;

/** Shows a notification on every open page; it goes by itself. */
export const notify = handler(
  "notify",
  { form: z.object({ text: z.string().trim().min(1).max(200) }), rateLimit: { calls: 20, perSeconds: 60 } },
  async (ctx) => {
    const id = `notification-${++lastId}`;
    const at = languages.date(new Date(), { timeStyle: "medium" });
    await ctx.broadcast({
      target: "#notifications",
      prepend: html`<li id=${id}>${ctx.form.text} <time>${at}</time></li>`,
    });
    await ctx.send({ target: "#notify", outer: notifyForm(), focus: "#notify" });
    ctx.after(5_000, () => ctx.broadcast({ target: `#${id}`, remove: true }));
  },
);

function notifyForm() {
  return html`<form id="notify" class="line" live-call=${notify}>
    <input name="text" aria-label=${languages.t("text")} required maxlength="200">
    <button>${languages.t("tell_all")}</button></form>`;
}

export function page() {
  return html`
    <h1>${languages.t("notifications")}</h1>
    ${notifyForm()}
    <ul id="notifications" class="notifications" aria-live="polite"></ul>`;
}
