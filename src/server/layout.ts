import type { User } from "../live/principal.ts";
import { type Html, html, type TemplateValue } from "../template/html.ts";

/** What a layout puts around a page's content. */
export interface LayoutPage {
  readonly title: string;
  /** For `<meta name="description">`; may be empty. Where the layout has that element it follows an open page. */
  readonly description: string;
  /**
   * Where messages of `flash` are shown: a box with the class `live-messages` that the browser fills when more come.
   * Put it into the body once. Without it they are shown in a notice at the edge of the page.
   */
  readonly messages: Html;
  /** The page's content. Put it into the body once, unchanged. */
  readonly body: TemplateValue;
  /** What the browser needs to make the page live. Put it into the head. */
  readonly head: TemplateValue;
  readonly path: string;
  /** The page's language, for `<html lang=${page.lang} dir=${page.dir}>`; "en" in an app without `languages`. */
  readonly lang: string;
  readonly dir: "ltr" | "rtl";
  readonly user: User;
  /** For inline scripts and styles: `<style nonce=${page.nonce}>`. */
  readonly nonce: string;
  /**
   * The `aria-current` of a link in the layout: "page" at its own address, "true" below it. With `live-current` on
   * the link the browser keeps it right.
   * @example html`<a href="/teams/" live-navigate live-current aria-current=${page.current("/teams/")}>Teams</a>`
   */
  current(path: string): "page" | "true" | null;
  /** A hidden field with a CSRF token; every form that posts needs one. */
  csrfField(): Html;
}

/** The HTML document around every page. */
export type Layout = (page: LayoutPage) => Html;

/** A bare document, for apps that have no layout of their own. */
export function defaultLayout(page: LayoutPage): Html {
  return html`<!doctype html>
<html lang=${page.lang} dir=${page.dir}>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${page.title}</title>
  ${page.head}
  <style nonce=${page.nonce}>
    [class^="live-message "] { display: flex; justify-content: space-between; align-items: start; padding: .6rem 1rem; border-radius: .4rem; background: light-dark(#e8eefc, #1c2a4a); }
    .live-message-close { padding: .2rem .4rem; border: 0; background: none; color: inherit; cursor: pointer; }
    body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  </style>
</head>
<body>
  ${page.messages}
  <main>${page.body}</main>
</body>
</html>`;
}
