import { get, type Html, type HttpContext, type HttpRoute, html } from "liveloom";
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
import { switcher, switchLanguage } from "./language-switch.ts";
import { languages } from "./languages.ts";

export interface Page {
  readonly path: `/${string}/`;
  /** The name of the message that is its title. */
  readonly title: Parameters<typeof languages.t>[0];
  show(context: HttpContext): Html;
}

/** Those that the menu has. Each is in the file of its name in `handlers/`. */
export const pages: readonly Page[] = [
  { path: "/hello/", title: "greet", show: hello.page },
  { path: "/contact/", title: "contact", show: contact.page },
  { path: "/notifications/", title: "notifications", show: notifications.page },
  { path: "/scroll/", title: "scroll", show: scroll.page },
  { path: "/search/", title: "search", show: search.page },
  { path: "/edit/", title: "people", show: edit.page },
  { path: "/counters/", title: "counters", show: counters.page },
  { path: "/modal/", title: "modal", show: modal.page },
  { path: "/comments/", title: "post", show: comments.page },
  { path: "/mail/", title: "mail", show: mail.page },
  { path: "/members/", title: "members", show: members.page },
  { path: "/alerts/", title: "alerts", show: alerts.listPage },
];

const newAlert: Page = { path: "/alerts/new/", title: "new_alert", show: alerts.formPage };

function routeOf({ path, title, show }: Page): HttpRoute {
  return get(path, (context) => {
    // The same pages are in the index of all examples, below another address.
    const root = context.url.pathname.slice(0, -path.length);
    const body = html`<div lang=${languages.current} dir=${languages.direction}>${switcher(context, root)}${show(context)}</div>`;
    return context.page({ title: languages.t(title), body });
  });
}

export const routes: readonly HttpRoute[] = [
  get("/", (context) => context.redirect(`${context.url.pathname}hello/`)),
  ...[...pages, newAlert].map(routeOf),
  switchLanguage,
];
