import { get, type Html, type HttpContext, type HttpRoute, html, post } from "liveloom";
import { languageCookie } from "liveloom/languages";
import * as alerts from "./handlers/alerts.ts";
import * as comments from "./handlers/comments.ts";
import * as contact from "./handlers/contact.ts";
import * as counters from "./handlers/counters.ts";
import * as edit from "./handlers/edit.ts";
import * as hello from "./handlers/hello.ts";
import * as mail from "./handlers/mail.ts";
import * as members from "./handlers/members.ts";
import * as modal from "./handlers/modal.ts";
import * as notifications from "./handlers/notifications.ts";
import * as scroll from "./handlers/scroll.ts";
import * as search from "./handlers/search.ts";
import { languages } from "./languages.ts";

interface Page {
  readonly path: string;
  /** The name of the message that is its title. */
  readonly title: Parameters<typeof languages.t>[0];
  show(context: HttpContext): Html;
}

const pages: readonly Page[] = [
  { path: "/", title: "greet", show: hello.page },
  { path: "/contact/", title: "contact", show: contact.page },
  { path: "/notifications/", title: "notifications", show: notifications.page },
  { path: "/scroll/", title: "search", show: scroll.page },
  { path: "/search/", title: "search", show: search.page },
  { path: "/people/", title: "people", show: edit.page },
  { path: "/counters/", title: "counters", show: counters.page },
  { path: "/modal/", title: "modal", show: modal.page },
  { path: "/comments/", title: "post", show: comments.page },
  { path: "/mail/", title: "mail", show: mail.page },
  { path: "/members/", title: "members", show: members.page },
  { path: "/alerts/", title: "alerts", show: () => html`<div id="alerts">${alerts.list()}</div>` },
  { path: "/alerts/new/", title: "new_alert", show: () => html`<div id="alerts">${alerts.form()}</div>` },
];

/** Puts the language that somebody chose into a cookie, and goes back. */
const chooseLanguage = post("/language/", async (context) => {
  const form = await context.form();
  const response = context.redirect(form.get("back") ?? "/");
  const chosen = languages.supported.find((language) => language === form.get("language"));
  if (chosen)
    response.headers.append(
      "set-cookie",
      `${languageCookie}=${chosen}; Path=/; SameSite=Lax; Max-Age=31536000`,
    );
  return response;
});

export const routes: readonly HttpRoute[] = [
  ...pages.map(({ path, title, show }) =>
    get(path, (context) => context.page({ title: languages.t(title), body: show(context) })),
  ),
  chooseLanguage,
];

/** Links to all of them. */
export function menu(current: (path: string) => string | null) {
  return html`<nav class="menu">${pages
    .filter(({ path }) => path !== "/alerts/new/")
    .map(
      ({ path, title }) =>
        html`<a href=${path} aria-current=${current(path) === "page" ? "page" : null}>${languages.t(path === "/scroll/" ? "rows" : title, { count: 10_000 })}</a>`,
    )}</nav>`;
}
