import type { HttpRoute } from "../../server/http-route.ts";
import { accountTokens } from "../account-pages/account-tokens.ts";
import { styleSheet } from "../account-pages/style-sheet.ts";

export const adminStylePath = "/accounts/admin.css";

/** Without any weight (`:where`), so that every rule of the app comes first: but for a button that is a link, where the
 * colour of an app's links would meet a background that it was not made for. */
const css = `${accountTokens}
:where(.account-admin) { box-sizing: border-box; container-type: inline-size; overflow-x: auto; width: min(72rem, 100%); margin: 0 auto; padding: 1rem 1rem 3rem;
  color: var(--account-ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
:where(.account-admin *, .account-admin *::before) { box-sizing: border-box; }
:where(.account-admin h1) { margin: 1.5rem 0 1rem; font-size: 1.6rem; line-height: 1.2; text-wrap: balance; }
:where(.account-admin h1:focus) { outline: none; }
:where(.account-admin h2) { margin: 0 0 .75rem; font-size: 1.1rem; }
:where(.account-admin p) { margin: 0 0 1rem; }
:where(.account-admin small) { display: block; color: var(--account-soft); font-size: .875rem; }
:where(.account-admin a) { color: var(--account-focus); }
:where(.account-admin :is(input, select, button, a):focus-visible) { outline: .2rem solid var(--account-focus); outline-offset: .1rem; }

:where(.account-admin .admin-head) { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; padding-bottom: .75rem;
  border-bottom: 1px solid var(--account-line); }
:where(.account-admin .admin-head nav) { display: flex; flex-wrap: wrap; gap: .25rem; margin-right: auto; }
:where(.account-admin .admin-head a, .account-admin .admin-tabs a) { padding: .35rem .75rem; border-radius: .5rem; color: inherit; text-decoration: none; }
:where(.account-admin .admin-head a:hover, .account-admin .admin-tabs a:hover) { text-decoration: underline; }
:where(.account-admin nav a[aria-current]) { font-weight: 600; background: var(--account-chosen); }
:where(.account-admin .admin-tabs) { display: flex; flex-wrap: wrap; gap: .25rem; margin-bottom: 1rem; }

:where(.account-admin .admin-messages p) { padding: .6rem .9rem; border-radius: .5rem; background: var(--account-good-paper); }
:where(.account-admin .admin-messages .admin-error) { color: var(--account-wrong-ink); background: var(--account-wrong-paper); }
:where(.account-admin .admin-hint) { color: var(--account-soft); }

:where(.account-admin .admin-cards) { columns: 2 22rem; column-gap: 1rem; }
:where(.account-admin table + .admin-cards) { margin-top: 1.5rem; }
:where(.account-admin .admin-card) { break-inside: avoid; margin-bottom: 1rem; padding: 1.25rem; border: 1px solid var(--account-line); border-radius: .9rem; background: var(--account-paper); }
:where(.account-admin .admin-card > :last-child, .account-admin .admin-card form > :last-child) { margin-bottom: 0; }

:where(.account-admin label) { display: block; margin-bottom: .25rem; font-weight: 600; }
:where(.account-admin :is(input, select):not([type="hidden"], [type="checkbox"])) { display: block; width: 100%; min-height: 2.6rem; padding: .5rem .75rem;
  font: inherit; font-weight: 400; color: inherit; background: var(--account-field); border: 1px solid var(--account-edge); border-radius: .5rem; }
:where(.account-admin input[readonly]) { color: var(--account-soft); background: none; }
:where(.account-admin input[aria-invalid="true"]) { border-color: var(--account-wrong); }
:where(.account-admin .account-advice) { display: block; margin-top: .25rem; font-size: .9rem; line-height: 1.35; color: var(--account-soft); }
:where(.account-admin .account-error) { display: block; margin-top: .25rem; font-size: .9rem; line-height: 1.35; color: var(--account-wrong); }
:where(.account-admin .account-error span) { display: block; }

:where(.account-admin :is(button, .admin-button)) { display: inline-block; min-height: 2.6rem; padding: .5rem 1rem; font: inherit; font-weight: 600; color: #fff;
  background: var(--account-accent); border: 1px solid transparent; border-radius: .5rem; text-decoration: none; cursor: pointer; }
:where(.account-admin :is(button, .admin-button):hover) { background: var(--account-accent-dark); }
:where(.account-admin) a.admin-button { color: #fff; background: var(--account-accent); text-decoration: none; }
:where(.account-admin) a.admin-button:is(:hover, :focus-visible) { color: #fff; background: var(--account-accent-dark); }
:where(.account-admin button:disabled) { opacity: .55; cursor: default; }
:where(.account-admin button.quiet) { color: inherit; background: none; border-color: var(--account-edge); }
:where(.account-admin button.quiet:hover) { background: var(--account-chosen); }
:where(.account-admin button.danger) { background: #b3261e; }
:where(.account-admin button.danger:hover) { background: #8c1d18; }
:where(.account-admin button.quiet.danger, .account-admin .admin-danger) { color: var(--account-wrong); background: none; }
:where(.account-admin button + a) { margin-left: 1rem; }

:where(.account-admin .admin-filters) { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin-bottom: 1rem; }
:where(.account-admin .admin-filters label) { flex: 1 1 9rem; margin: 0; }
:where(.account-admin .admin-filters .admin-wide) { flex: 3 1 16rem; }

:where(.account-admin .admin-table) { width: 100%; border-collapse: collapse; text-align: left; }
:where(.account-admin .admin-table :is(th, td)) { padding: .6rem .75rem .6rem 0; border-bottom: 1px solid var(--account-line); vertical-align: top;
  max-width: 15rem; overflow-wrap: break-word; }
:where(.account-admin .admin-table td:has(time, small)) { max-width: none; }
:where(.account-admin .admin-table small) { overflow-wrap: anywhere; }
:where(.account-admin .admin-table :is(time, .admin-mark)) { white-space: nowrap; }
:where(.account-admin .admin-table thead th) { font-size: .875rem; font-weight: 600; color: var(--account-soft); }
:where(.account-admin .admin-table code) { font-size: .9rem; }
:where(.account-admin .admin-mark) { display: inline-block; padding: 0 .5rem; font-size: .85rem; font-weight: 400; border: 1px solid var(--account-line); border-radius: 1rem; }
:where(.account-admin .admin-off) { color: var(--account-wrong-ink); background: var(--account-wrong-paper); border-color: transparent; }
:where(.account-admin .admin-pager, .account-admin .admin-exports) { display: flex; flex-wrap: wrap; gap: 1.25rem; margin: 1rem 0; }

:where(.account-admin :is(.admin-boxes, .admin-lines)) { margin: 0 0 1rem; padding: 0; list-style: none; }
:where(.account-admin .admin-boxes label) { display: flex; gap: .6rem; align-items: start; margin: 0; padding: .35rem 0; font-weight: 400; }
:where(.account-admin .admin-boxes input) { flex: none; width: 1.1rem; height: 1.1rem; margin: .2rem 0 0; }
:where(.account-admin .admin-boxes label:has(:disabled)) { color: var(--account-soft); }
:where(.account-admin .admin-line) { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; padding: .6rem 0;
  border-bottom: 1px solid var(--account-line); }
:where(.account-admin .admin-line > span) { flex: 1 1 12rem; }
:where(.account-admin .admin-line:last-of-type) { border-bottom: 0; }
:where(.account-admin dl) { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 1.25rem 0 1rem; font-size: .9rem; }
:where(.account-admin dt) { color: var(--account-soft); }
:where(.account-admin dd) { margin: 0; }

@container (max-width: 50rem) {
  :where(.account-admin .admin-table thead) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  :where(.account-admin .admin-table :is(tbody, tr, th[scope="row"], td)) { display: block; }
  :where(.account-admin .admin-table tr) { padding: .75rem 0; border-bottom: 1px solid var(--account-line); }
  :where(.account-admin .admin-table :is(th, td)) { max-width: none; padding: .1rem 0; border: 0; overflow-wrap: anywhere; }
  :where(.account-admin .admin-table td:empty) { display: none; }
  :where(.account-admin .admin-table td[data-label])::before { content: attr(data-label) ": "; color: var(--account-soft); }
}
`;

/** The look of the admin pages, for apps that give them none of their own. */
export function adminStyleRoute(): HttpRoute {
  return styleSheet(adminStylePath, css);
}
