import { type Html, handler, html } from "liveloom";
import { z } from "zod";
import { languages } from "../languages.ts";

const total = 10_000;
const perPage = 50;

/** The rows of a page, and the row that asks for the next one when it is near. */
function rows(page: number): Html {
  const first = (page - 1) * perPage;
  const numbers = Array.from({ length: Math.min(perPage, total - first) }, (_, index) => first + index + 1);
  return html`${numbers.map((number) => html`<tr><td>${languages.number(number)}</td><td>${languages.number(number * number)}</td></tr>`)}
    ${first + perPage < total && html`<tr id="more" live-appear=${loadRows} live-threshold="600" data-page=${page + 1}><td colspan="2">…</td></tr>`}`;
}

export const loadRows = handler(
  "load_rows",
  {
    params: z.object({
      page: z.coerce
        .number()
        .int()
        .min(1)
        .max(total / perPage),
    }),
  },
  (ctx) => ctx.send({ target: "#more", outer: rows(ctx.data.page) }),
);

export function page() {
  return html`
    <h1>${languages.t("rows", { count: total })}</h1>
    <table><thead><tr><th>n</th><th>n²</th></tr></thead><tbody id="rows">${rows(1)}</tbody></table>`;
}
