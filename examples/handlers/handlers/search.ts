import { each, handler, html } from "liveloom";
import { languages } from "../languages.ts";

/** Weaves and cloths. */
const words =
  `batik brocade calico cambric canvas chambray cheviot chiffon chintz corduroy cotton crepe damask denim dimity
  drill duck flannel fleece gabardine gauze georgette gingham grogram herringbone hessian homespun huckaback ikat jacquard jersey
  jute khadi lace lawn linen loden madras moire mousseline mull muslin nankeen organdy organza oxford panama percale pique plaid
  plush poplin sateen satin seersucker serge shantung silk taffeta tapestry tartan terry tulle tweed twill velour velvet voile
  wool worsted zephyr`.split(/\s+/);

function results(query: string) {
  const found = words.filter((word) => query !== "" && word.includes(query)).slice(0, 8);
  return html`<p class="muted">${languages.t("found", { count: found.length })}</p>
    <ul>${each(
      found,
      (word) => word,
      (word) => html`<li>${word}</li>`,
    )}</ul>`;
}

export const search = handler("search", async (ctx) => {
  const query = String(ctx.form.q ?? "")
    .trim()
    .toLowerCase()
    .slice(0, 50);
  const address = `${ctx.request.path}${query && `?q=${encodeURIComponent(query)}`}`;
  await ctx.send({ target: "#results", morph: results(query), url: address, replace: true });
});

export function page({ url }: { readonly url: URL }) {
  const query = url.searchParams.get("q") ?? "";
  return html`
    <h1>${languages.t("search")}</h1>
    <input type="search" name="q" value=${query} aria-label=${languages.t("search")} live-call=${search} live-debounce="250">
    <div id="results" aria-live="polite">${results(query)}</div>`;
}
