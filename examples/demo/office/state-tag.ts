import { type Html, html } from "liveloom";

const looks: Readonly<Record<string, string>> = {
  shipped: "good",
  paid: "good",
  allowed: "good",
  cancelled: "bad",
  denied: "bad",
  failed: "bad",
};

/** A state in one word; its colour says nothing that the word does not. */
export function stateTag(state: string): Html {
  return html`<span class="tag" data-look=${looks[state] ?? "open"}>${state}</span>`;
}
