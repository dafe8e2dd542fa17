import type { HttpRoute } from "../../server/http-route.ts";
import { accountTokens } from "./account-tokens.ts";
import { styleSheet } from "./style-sheet.ts";

export const stylePath = "/accounts/style.css";

/** Without any weight (`:where`), so that every rule of the app comes first. */
const css = `${accountTokens}
:where(.account-card) { box-sizing: border-box; width: min(26rem, 100%); margin: 3rem auto; padding: 2rem;
  border: 1px solid var(--account-line); border-radius: .9rem; background: var(--account-paper);
  color: var(--account-ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
:where(.account-card h1) { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.2; text-wrap: balance; }
:where(.account-card h2) { margin: 2rem 0 .75rem; font-size: 1.125rem; }
:where(.account-card p) { margin: 0 0 1rem; }
:where(.account-card section) { margin-top: 1.5rem; padding-top: .5rem; border-top: 1px solid var(--account-line); }
:where(.account-card form) { margin: 1rem 0; }
:where(.account-card label) { display: block; margin-bottom: .25rem; font-weight: 600; }
:where(.account-card .account-check) { display: flex; gap: .5rem; align-items: center; margin-bottom: 1rem; font-weight: 400; }
:where(.account-card .account-check input) { margin: 0; }
:where(.account-card input:not([type="hidden"], [type="checkbox"])) { box-sizing: border-box; width: 100%; padding: .6rem .75rem; font: inherit;
  color: inherit; background: var(--account-field); border: 1px solid var(--account-edge); border-radius: .5rem; }
:where(.account-card input[aria-invalid="true"]) { border-color: var(--account-wrong); }
:where(.account-card :is(input, button, a):focus-visible) { outline: .2rem solid var(--account-focus); outline-offset: .1rem; }
:where(.account-card .account-advice) { display: block; margin-top: .25rem; line-height: 1.35; font-size: .9rem; color: var(--account-soft); }
:where(.account-card .account-error) { display: block; margin-top: .25rem; line-height: 1.35; font-size: .9rem; color: var(--account-wrong); }
:where(.account-card .account-error span) { display: block; }
:where(.account-card .account-error span + span) { margin-top: .25rem; }
:where(.account-card [role="alert"]) { padding: .6rem .9rem; border-radius: .5rem; color: var(--account-wrong-ink);
  background: var(--account-wrong-paper); }
:where(.account-card [role="status"]:not(:empty)) { padding: .6rem .9rem; border-radius: .5rem; background: var(--account-good-paper); }
:where(.account-card button) { width: 100%; padding: .65rem 1rem; font: inherit; font-weight: 600; color: #fff;
  background: var(--account-accent); border: 0; border-radius: .5rem; cursor: pointer; }
:where(.account-card button:hover) { background: var(--account-accent-dark); }
:where(.account-card button.quiet) { width: auto; color: inherit; background: none; border: 1px solid var(--account-edge); }
:where(.account-card .account-or) { display: flex; gap: .75rem; align-items: center; margin: 1rem 0; color: var(--account-soft); }
:where(.account-card .account-or)::before, :where(.account-card .account-or)::after { content: ""; flex: 1; border-top: 1px solid var(--account-line); }
:where(.account-card .account-providers) { display: grid; gap: .75rem; margin: 1rem 0; }
:where(.account-card .account-providers button.quiet) { width: 100%; }
:where(.account-card button.quiet:hover) { background: light-dark(#eef0f6, #262a37); }
:where(.account-card ul) { margin: 0 0 1rem; padding: 0; list-style: none; }
:where(.account-card .account-links) { border-top: 1px solid var(--account-line); }
:where(.account-card .account-links a) { display: flex; justify-content: space-between; gap: 1rem; padding: .7rem 0;
  color: inherit; text-decoration: none; border-bottom: 1px solid var(--account-line); }
:where(.account-card .account-links a)::after { content: "›"; color: var(--account-soft); }
:where(.account-card .account-links a:hover) { text-decoration: underline; }
:where(.account-card .account-sessions li) { display: flex; gap: 1rem; align-items: center; justify-content: space-between;
  padding: .75rem 0; border-bottom: 1px solid var(--account-line); }
:where(.account-card .account-qr) { display: block; width: 13rem; max-width: 100%; margin: 0 auto 1rem; background: #fff; border-radius: .5rem; }
:where(.account-card .account-codes) { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .25rem 1rem;
  font: 1rem/1.6 ui-monospace, monospace; }
:where(.account-card code) { font: 1rem/1.5 ui-monospace, monospace; user-select: all; }
:where(.account-card summary) { margin: 1rem 0; cursor: pointer; }
:where(.account-card .account-sessions button) { flex: none; }
:where(.account-card .account-sessions small) { display: block; color: var(--account-soft); }
:where(.account-card > button) { margin: 1rem 0; }
:where(.account-card > :last-child, .account-card > :last-child > :last-child) { margin-bottom: 0; }
:where(.account-card section + p) { margin-top: 1.5rem; }
:where(.account-card .account-passkey) { margin-top: .75rem; }
:where(.account-card button.account-passkey) { width: 100%; }
:where(.account-card [hidden]) { display: none; }
:where(.account-card h1:focus, .account-card [role="status"]:focus) { outline: none; }
`;

/** The look of the account pages, for apps that give them none of their own. */
export function styleRoute(): HttpRoute {
  return styleSheet(stylePath, css);
}
