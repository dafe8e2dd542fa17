import { publicPage } from "../../live/guards.ts";
import { get, type HttpRoute } from "../../server/http-route.ts";

export const stylePath = "/accounts/style.css";

/** Without any weight (`:where`), so that every rule of the app comes first. */
const css = `
:where(.account-card) { box-sizing: border-box; width: min(26rem, 100%); margin: 3rem auto; padding: 2rem;
  border: 1px solid light-dark(#d9dce6, #3a3f4f); border-radius: .9rem; background: light-dark(#fff, #1b1e28);
  color: light-dark(#1b1e28, #eef0f6); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
:where(.account-card h1) { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.2; text-wrap: balance; }
:where(.account-card h2) { margin: 2rem 0 .75rem; font-size: 1.125rem; }
:where(.account-card p) { margin: 0 0 1rem; }
:where(.account-card section) { margin-top: 1.5rem; padding-top: .5rem; border-top: 1px solid light-dark(#d9dce6, #3a3f4f); }
:where(.account-card form) { margin: 1rem 0; }
:where(.account-card label) { display: block; margin-bottom: .25rem; font-weight: 600; }
:where(.account-card .account-check) { display: flex; gap: .5rem; align-items: center; margin-bottom: 1rem; font-weight: 400; }
:where(.account-card .account-check input) { margin: 0; }
:where(.account-card input:not([type="hidden"], [type="checkbox"])) { box-sizing: border-box; width: 100%; padding: .6rem .75rem; font: inherit;
  color: inherit; background: light-dark(#fff, #12141b); border: 1px solid light-dark(#8a90a2, #6d7488); border-radius: .5rem; }
:where(.account-card input[aria-invalid="true"]) { border-color: light-dark(#b3261e, #ff8a80); }
:where(.account-card :is(input, button, a):focus-visible) { outline: .2rem solid light-dark(#3b5bdb, #91a7ff); outline-offset: .1rem; }
:where(.account-card .account-advice) { display: block; margin-top: .25rem; line-height: 1.35; font-size: .9rem; color: light-dark(#5a6072, #a9afc2); }
:where(.account-card .account-error) { display: block; margin-top: .25rem; line-height: 1.35; font-size: .9rem; color: light-dark(#b3261e, #ff8a80); }
:where(.account-card .account-error span) { display: block; }
:where(.account-card .account-error span + span) { margin-top: .25rem; }
:where(.account-card [role="alert"]) { padding: .6rem .9rem; border-radius: .5rem; color: light-dark(#8c1d18, #ffb4ab);
  background: light-dark(#fdecea, #3b1614); }
:where(.account-card [role="status"]:not(:empty)) { padding: .6rem .9rem; border-radius: .5rem; background: light-dark(#e7f5ec, #14301f); }
:where(.account-card button) { width: 100%; padding: .65rem 1rem; font: inherit; font-weight: 600; color: #fff;
  background: #3b5bdb; border: 0; border-radius: .5rem; cursor: pointer; }
:where(.account-card button:hover) { background: #2f4bc0; }
:where(.account-card button.quiet) { width: auto; color: inherit; background: none; border: 1px solid light-dark(#8a90a2, #6d7488); }
:where(.account-card .account-or) { display: flex; gap: .75rem; align-items: center; margin: 1rem 0; color: light-dark(#5a6072, #a9afc2); }
:where(.account-card .account-or)::before, :where(.account-card .account-or)::after { content: ""; flex: 1; border-top: 1px solid light-dark(#d9dce6, #3a3f4f); }
:where(.account-card .account-providers) { display: grid; gap: .75rem; margin: 1rem 0; }
:where(.account-card .account-providers button.quiet) { width: 100%; }
:where(.account-card button.quiet:hover) { background: light-dark(#eef0f6, #262a37); }
:where(.account-card ul) { margin: 0 0 1rem; padding: 0; list-style: none; }
:where(.account-card .account-links) { border-top: 1px solid light-dark(#d9dce6, #3a3f4f); }
:where(.account-card .account-links a) { display: flex; justify-content: space-between; gap: 1rem; padding: .7rem 0;
  color: inherit; text-decoration: none; border-bottom: 1px solid light-dark(#d9dce6, #3a3f4f); }
:where(.account-card .account-links a)::after { content: "›"; color: light-dark(#5a6072, #a9afc2); }
:where(.account-card .account-links a:hover) { text-decoration: underline; }
:where(.account-card .account-sessions li) { display: flex; gap: 1rem; align-items: center; justify-content: space-between;
  padding: .75rem 0; border-bottom: 1px solid light-dark(#d9dce6, #3a3f4f); }
:where(.account-card .account-sessions button) { flex: none; }
:where(.account-card .account-sessions small) { display: block; color: light-dark(#5a6072, #a9afc2); }
:where(.account-card > button) { margin: 1rem 0; }
:where(.account-card > :last-child, .account-card > :last-child > :last-child) { margin-bottom: 0; }
:where(.account-card h1:focus, .account-card [role="status"]:focus) { outline: none; }
`;

/** The look of the account pages, for apps that give them none of their own. */
export function styleRoute(): HttpRoute {
  const headers = { "content-type": "text/css; charset=utf-8", "cache-control": "public, max-age=3600" };
  return get(stylePath, { access: publicPage() }, () => new Response(css, { headers }));
}
