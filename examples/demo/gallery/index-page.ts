import { html } from "liveloom";
import { groups } from "./entries.ts";
import type { Entry } from "./entry.ts";

/** Everything there is to see. */
export function indexPage() {
  return html`
    <div class="intro">
      <h1>Liveloom examples</h1>
      <p>Small apps, each beside its source. Open one in two windows to see that what happens in the one is in the other.</p>
    </div>
    ${groups.map(
      ({ title, entries }) => html`<section class="group">
      <h2>${title}</h2>
      <ul>${entries.map((entry) => item(entry))}</ul>
    </section>`,
    )}`;
}

function item({ address, title, about }: Entry) {
  return html`<li class="card"><a href=${address}>${title}</a> <p>${about}</p></li>`;
}
