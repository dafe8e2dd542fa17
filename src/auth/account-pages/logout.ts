import { publicPage } from "../../live/guards.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import type { Session } from "../../session/session.ts";
import { type Html, html } from "../../template/html.ts";
import type { Languages } from "../texts/languages.ts";
import { accountCard } from "./account-card.ts";
import { logoutPath } from "./paths.ts";
import { type PlainPage, plainPage } from "./plain-page.ts";

interface LogoutAccounts {
  readonly loginPath: string;
  readonly languages: Languages;
  logOut(session: Session, from: { address: string }): Promise<void>;
}

/** Also for those who are logged out already, in another window. */
const isOpen = { access: publicPage() };

/** Logging out. It changes something, so it takes a POST; a GET only asks. */
export function logoutRoutes(
  accounts: LogoutAccounts,
  { look = logoutLook }: { readonly look?: (page: PlainPage) => Html } = {},
): HttpRoute[] {
  const { languages } = accounts;
  return [
    get(logoutPath, isOpen, (context) => {
      const title = (texts: PlainPage["texts"]) => texts.logOut;
      const page = plainPage(context, { languages, action: logoutPath, title });
      return context.page({ title: page.title, body: look(page) });
    }),
    post(logoutPath, isOpen, async (context) => {
      await accounts.logOut(context.session, context);
      return context.redirect(accounts.loginPath);
    }),
  ];
}

function logoutLook({ texts, action, csrfField }: PlainPage): Html {
  const content = html`<form method="post" action=${action}>
    ${csrfField}
    <button type="submit">${texts.logOut}</button>
  </form>`;
  return accountCard(texts, { title: texts.logOutQuestion, content });
}
