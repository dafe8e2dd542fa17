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

/** A field as it was sent, with what is wrong with it. What somebody is typing in it stays. */
function checked(field: Field, form: CallContext["form"]) {
  const value = String(form[field] ?? "");
  return { target: `#${field}-field`, morph: content(field, { value, problem: problemOf(field, form) }) };
}

/** Somebody has left a field. */
export const checkField = handler(
  "check_contact",
  { params: z.object({ field: z.enum(fields) }) },
  async (ctx) => {
    await ctx.send(checked(ctx.data.field, ctx.form));
  },
);

export const sendContact = handler("send_contact", async (ctx) => {
  const wrong = fields.find((field) => problemOf(field, ctx.form));
  if (wrong) {
    await ctx.send(...fields.map((field) => checked(field, ctx.form)));
    return await ctx.send({ focus: `[name=${wrong}]` });
  }
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
      ${fields.map((field) => html`<p id=${`${field}-field`} class="field">${content(field)}</p>`)}
      <button>${languages.t("send")}</button>
    </form>`;
}

function content(field: Field, { value = "", problem = "" } = {}) {
  const error = `${field}-error`;
  const isWrong = problem ? "true" : null;
  const control =
    field === "message"
      ? html`<textarea id=${field} name=${field} rows="4" aria-describedby=${error} aria-invalid=${isWrong} live-call=${checkField} live-on="blur" data-field=${field}>${value}</textarea>`
      : html`<input id=${field} name=${field} type=${field === "email" ? "email" : "text"} autocomplete=${field} value=${value} aria-describedby=${error} aria-invalid=${isWrong} live-call=${checkField} live-on="blur" data-field=${field}>`;
  return html`<label for=${field}>${languages.t(field)}</label>${control}
    <span class="error" id=${error} role="alert">${problem}</span>`;
}
