import { handler, html } from "liveloom";
import { z } from "zod";
import { languages } from "../languages.ts";

/** What would be in a database: clicks by the name of the counter. */
const counts = new Map<string, number>();

const params = z.object({
  counter: z.enum(["warp", "weft", "selvedge"]),
  by: z.coerce.number().int().min(-1).max(1).default(0),
});

/** Counts, and shows how far it has come; called by each counter as soon as it is there, too. */
export const count = handler("count", { params }, async (ctx) => {
  const { counter, by } = ctx.data;
  const value = (counts.get(counter) ?? 0) + by;
  counts.set(counter, value);
  await ctx.send({ target: `#${counter}`, html: html`${languages.number(value)}` });
});

export function page() {
  return html`<h1>${languages.t("counters")}</h1>
    ${params.shape.counter.options.map(counter)}`;
}

function counter(name: string) {
  return html`<p class="counter" live-init=${count} data-counter=${name}><b>${name}</b>
    <button class="quiet" live-call=${count} data-counter=${name} data-by="-1" aria-label=${`${name} −`}>−</button>
    <output id=${name}>…</output>
    <button class="quiet" live-call=${count} data-counter=${name} data-by="1" aria-label=${`${name} +`}>+</button></p>`;
}
