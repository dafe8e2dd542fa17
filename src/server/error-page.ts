import { type Html, html } from "../template/html.ts";
import { when } from "../template/when.ts";
import type { Problem } from "./problem.ts";
import { troubleBox } from "./trouble-box.ts";

const titles: Readonly<Record<number, string>> = {
  400: "This request was not understood",
  403: "You may not see this",
  404: "There is nothing here",
  405: "This address does not work that way",
  413: "That is too large",
  429: "Too many requests",
  503: "The server is busy",
};

export function errorTitle({ status }: Problem): string {
  return titles[status] ?? "Something went wrong";
}

/** A friendly page that names no permission, id of a row, or stack; developers are shown the place, too. */
export function errorPage(problem: Problem): Html {
  const { trouble } = problem;
  return html`<article class="live-error">
  <h1>${errorTitle(problem)}</h1>
  <p>${problem.text}</p>
  ${when(problem.reference, () => html`<p><small>Reference: <code>${problem.reference}</code></small></p>`)}
  <p>${when(problem.status >= 500, () => html`<a href="">Try again</a> · `)}<a href="/">Go to the start page</a></p>
  ${trouble && troubleBox(trouble)}
</article>`;
}
