import { handler, html } from "liveloom";
import { z } from "zod";
import { languages } from "../languages.ts";

/** What would be in a database. */
const names = new Map([
  [1, "Ada Lovelace"],
  [2, "Grace Hopper"],
  [3, "Hedy Lamarr"],
]);

const params = z.object({
  id: z.coerce
    .number()
    .int()
    .refine((id) => names.has(id)),
});
const form = z.object({ name: z.string().trim().min(1).max(80) });

export const edit = handler("edit_name", { params }, async (ctx) => {
  const { id } = ctx.data;
  await ctx.send({ target: `#person-${id}`, outer: editor(id) });
});

export const save = handler("save_name", { params, form }, async (ctx) => {
  const { id } = ctx.data;
  names.set(id, ctx.form.name);
  await ctx.send({ target: `#person-${id}`, outer: person(id), focus: `#person-${id}` });
});

export const cancel = handler("cancel_edit", { params }, async (ctx) => {
  const { id } = ctx.data;
  await ctx.send({ target: `#person-${id}`, outer: person(id), focus: `#person-${id}` });
});

function person(id: number) {
  return html`<li id=${`person-${id}`}><span>${names.get(id)}</span>
    <button class="quiet" live-call=${edit} data-id=${id}>${languages.t("edit")}</button></li>`;
}

function editor(id: number) {
  return html`<li id=${`person-${id}`}><form class="line" live-call=${save} data-id=${id}>
    <input name="name" value=${names.get(id)} aria-label=${languages.t("name")} required live-autofocus
      live-call=${cancel} live-on="keydown" live-key="Escape" data-id=${id}>
    <button>${languages.t("save")}</button>
    <button type="button" class="quiet" live-call=${cancel} data-id=${id}>${languages.t("cancel")}</button></form></li>`;
}

export function page() {
  return html`<h1>${languages.t("people")}</h1>
    <ul class="people">${[...names.keys()].map(person)}</ul>`;
}
