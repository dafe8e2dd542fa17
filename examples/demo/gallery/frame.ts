import { html, type LayoutPage, when } from "liveloom";
import { assetsOf, icon } from "../../shared/assets.ts";
import { document } from "../../shared/document.ts";
import { demoLogins, demoPassword, officeLogins } from "../logins.ts";
import { entries } from "./entries.ts";
import { type Entry, has } from "./entry.ts";
import { sources } from "./sources.ts";

export const assets = assetsOf("demo/gallery");

/** The document around every page: an example has its source beside it. */
export function layout(page: LayoutPage) {
  const entry = entries.find((each) => has(each, page.path));
  return document(page, {
    title: page.path === "/" ? page.title : `${page.title} · Liveloom examples`,
    head: html`${assets.head}
  ${entry?.assets.head}`,
    body: html`${bar(page)}
${entry ? bench(page, entry) : html`${page.messages}<main>${page.body}</main>`}
${when(page.path.startsWith("/accounts/"), hint)}`,
  });
}

function bar(page: LayoutPage) {
  const { isAuthenticated, isSuperuser, username } = page.user;
  return html`<header class="bar">
  <a class="brand" href="/"><img src=${icon} alt="" width="24" height="24"> Liveloom examples</a>
  ${when(
    isAuthenticated,
    () => html`<nav class="user-menu" aria-label="Account">
    <a href="/office/">Office</a>
    ${when(isSuperuser, () => html`<a href="/people/">People</a> <a href="/admin/">Admin</a>`)}
    <a class="name" href="/accounts/profile/" title="Your account">${username}</a>
    <form method="post" action="/accounts/logout/">${page.csrfField()}<button class="quiet">Log out</button></form>
  </nav>`,
  )}
</header>`;
}

function bench(page: LayoutPage, entry: Entry) {
  return html`<div class="about"><p>${entry.about}</p> <p><a href="#source">Source</a> <a href="/docs/guide/${entry.guide}">Guide</a></p></div>
<div class="bench">
  <div class="stage">${page.messages}<main>${page.body}</main></div>
  <aside class="source" id="source" aria-label="Source">${sources(entry)}</aside>
</div>`;
}

function hint() {
  const names = [...demoLogins, ...officeLogins].map(({ username }) => username).join(", ");
  return html`<p class="hint">Log in as one of ${names} with the password <code>${demoPassword}</code>.</p>`;
}
