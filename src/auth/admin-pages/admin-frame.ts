import { each } from "../../template/each.ts";
import { type Html, html, type TemplateValue } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { profilePath } from "../account-pages/paths.ts";
import type { AdminPermission } from "../admin-permissions.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import type { AdminPage } from "./admin-page.ts";
import { adminStylePath } from "./admin-style.ts";

type Framed = Pick<AdminPage, "title" | "texts" | "words" | "flashMessages" | "path" | "may" | "request">;

interface Section {
  readonly path: string;
  readonly name: "users" | "groups" | "auditLog";
  readonly permission: AdminPermission;
}

/** The parts of the admin pages, and who sees them. */
export const sections: readonly Section[] = [
  { path: "users/", name: "users", permission: "auth.view_user" },
  { path: "groups/", name: "groups", permission: "auth.view_group" },
  { path: "audit/", name: "auditLog", permission: "auth.view_audit_log" },
];

/** What all admin pages have in common: where one can go, the title, what was said. */
export function adminFrame(page: Framed, content: Html): Html {
  return html`<div class="account-admin" lang=${page.texts.locale}>
  <link rel="stylesheet" href=${adminStylePath}>
  <header class="admin-head">
    <strong>${page.words.administration}</strong>
    <nav aria-label=${page.words.administration}>${sections
      .filter(({ permission }) => page.may(permission))
      .map((section) => sectionLink(page, section))}</nav>
    <a href=${profilePath} live-navigate>${page.words.ownAccount}</a>
  </header>
  <h1>${page.title}</h1>
  <div class="admin-messages">${each(
    page.flashMessages,
    ({ level, text }) => `${level} ${text}`,
    ({ level, text }) =>
      html`<p class=${`admin-${level}`} role=${level === "error" ? "alert" : "status"}>${text}</p>`,
  )}</div>
  ${content}
</div>`;
}

function sectionLink(page: Framed, section: Section): Html {
  const address = page.path(section.path);
  const isHere = page.request.path.startsWith(address);
  return html`<a href=${address} live-navigate aria-current=${isHere ? "page" : null}>${page.words[section.name]}</a>`;
}

/** A part of a page below a heading of its own. */
export function adminCard(title: string, content: TemplateValue): Html {
  return html`<section class="admin-card"><h2>${title}</h2>${content}</section>`;
}

/** Several pages about one thing. */
export function adminTabs(
  page: Pick<AdminPage, "path" | "request">,
  tabs: readonly (readonly [path: string, text: string])[],
): Html {
  return html`<nav class="admin-tabs">${tabs.map(([to, text]) => {
    const address = page.path(to);
    const isHere = page.request.path === address;
    return html`<a href=${address} live-navigate aria-current=${isHere ? "page" : null}>${text}</a>`;
  })}</nav>`;
}

/** Links to the next page of a list, and back to its start. */
export function adminPager(
  words: AccountTexts["admin"],
  { next, start }: { readonly next: string | undefined; readonly start: string | undefined },
): Html {
  return html`<nav class="admin-pager" aria-label=${words.next}>
    ${when(start, () => html`<a href=${start ?? ""} live-patch>${words.toStart}</a>`)}
    ${when(next, () => html`<a href=${next ?? ""} live-patch>${words.next}</a>`)}
  </nav>`;
}
