import { html, type LayoutPage } from "liveloom";
import { assetsOf } from "../shared/assets.ts";
import { document } from "../shared/document.ts";
import { pages } from "./handlers.ts";
import { languages } from "./languages.ts";

export const assets = assetsOf("handlers");

/** The document around every page, with links to all of them. */
export function layout(page: LayoutPage) {
  return document(page, {
    title: page.title,
    language: page,
    head: assets.head,
    body: html`<header><nav class="menu">${pages.map(
      ({ path, title }) => html`<a href=${path} aria-current=${page.current(path)}>${languages.t(title)}</a>`,
    )}</nav></header>
${page.messages}<main>${page.body}</main>`,
  });
}
