import { LiveloomError } from "../../errors.ts";
import { safeRedirect } from "../../http/safe-redirect.ts";
import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import { wantsPage } from "../../server/wants-page.ts";
import { withNext } from "../../server/way-in.ts";
import { type Html, html } from "../../template/html.ts";
import type { FactorChanges } from "../second-factors/factor-changes.ts";
import type { Languages } from "../texts/languages.ts";
import { accountCard } from "./account-card.ts";
import { pageLink } from "./account-page.ts";
import { browserName } from "./browser-name.ts";
import { nextField } from "./next-field.ts";
import { passkeyButton } from "./passkey-button.ts";
import { newPasskeyPath as action, securityPath } from "./paths.ts";
import { type PlainPage, plainPage } from "./plain-page.ts";
import { recentAccess } from "./recent-access.ts";

/** What the page needs of accounts. */
interface NewPasskeyAccounts {
  readonly languages: Languages;
  readonly mailing: { announceFactors(userId: number, texts: PlainPage["texts"]): void } | undefined;
}

/** What the page shows. Its fields are `name`, `next`, and `credential`, which the script adds. */
export interface NewPasskeyPage extends PlainPage {
  /** What the passkey may be called. */
  readonly name: string;
  readonly next: string | undefined;
  /** Put it into the form. */
  readonly passkeyButton: Html;
}

/** Where people make a passkey. Over HTTP, so that the script is there however they came. */
export function newPasskeyRoutes(
  { languages, mailing }: NewPasskeyAccounts,
  changes: FactorChanges,
  look: (page: NewPasskeyPage) => Html = newPasskeyLook,
): HttpRoute[] {
  const options = { access: recentAccess };

  function show(context: HttpContext): Response {
    const next = safeRedirect(context.url.searchParams.get("next"), context.ownOrigin);
    const plain = plainPage(context, { languages, action, title: (texts) => texts.passkeyAdd });
    const name = browserName(context.request.headers.get("user-agent") ?? "") ?? "";
    const button = passkeyButton(plain.texts, plain.texts.passkeyAdd, { action, makes: true });
    return context.page({
      title: plain.title,
      body: look({ ...plain, name, next, passkeyButton: button }),
    });
  }

  async function submit(context: HttpContext): Promise<Response> {
    const { session, user, address, ownOrigin: origin } = context;
    const owner = { user, sessionHash: session.idHash, address };
    const fields = await context.form();
    const credential = fields.get("credential");
    if (credential === undefined && !wantsPage(context.request))
      return Response.json(await changes.passkeyOptions(owner, origin));
    const texts = languages.of(context.locale);
    const next = safeRedirect(fields.get("next"), origin);
    const made = { origin, credential: credential ?? "", name: fields.get("name") ?? "" };
    const isAdded = await orFalse(() => changes.addPasskey(owner, made));
    if (isAdded) mailing?.announceFactors(user.id, texts);
    if (isAdded) context.flash("success", texts.passkeyAdded);
    else context.flash("error", texts.passkeyRefused);
    return context.redirect(withNext(isAdded ? securityPath : action, next));
  }

  return [get(action, options, show), post(action, options, submit)];
}

/** A name that cannot be one is as good as a passkey that is none. */
async function orFalse(add: () => Promise<boolean>): Promise<boolean> {
  try {
    return await add();
  } catch (error) {
    if (error instanceof LiveloomError && error.code === "LV-USER-INVALID") return false;
    throw error;
  }
}

function newPasskeyLook(page: NewPasskeyPage): Html {
  const { texts, title } = page;
  const content = html`<p>${texts.passkeysIntro}</p>
  <form method="post" action=${page.action}>
    ${page.csrfField}
    ${nextField(page.next)}
    <p><label for="name">${texts.passkeyName}</label>
    <input id="name" name="name" value=${page.name} autocomplete="off" maxlength="150" aria-describedby="name-advice">
    <span class="account-advice" id="name-advice">${texts.passkeyNameAdvice}</span></p>
    ${page.passkeyButton}
    <p data-passkey-missing role="alert">${texts.noPasskeys}</p>
  </form>
  <p>${pageLink(securityPath, texts.security)}</p>`;
  return accountCard(texts, { title, content });
}
