import { LiveloomError } from "../../errors.ts";
import { LiveView } from "../../live/live-view.ts";
import { type Html, html } from "../../template/html.ts";
import type { AccountMailing } from "../account-mailing.ts";
import type { OwnPasswordChange } from "../own-passwords.ts";
import type { PasswordOwner } from "../password-rules/password-rule.ts";
import type { SecondFactors } from "../second-factors/second-factors.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import type { Languages } from "../texts/languages.ts";
import type { KnownBrowsers } from "../throttling/known-browsers.ts";
import type { Origin } from "../throttling/throttle.ts";
import type { Users } from "../users.ts";
import { accountCard } from "./account-card.ts";
import { textFields } from "./text-fields.ts";
import { waitOf } from "./wait-of.ts";

/** What the account pages need of accounts. */
export interface PageAccounts {
  readonly users: Users;
  readonly languages: Languages;
  readonly mailing: AccountMailing | undefined;
  readonly loginPath: string;
  /** Whether people may make accounts themselves. */
  readonly takesSignUps: boolean;
  /** Whether there are pages that take passwords. */
  readonly takesPasswords: boolean;
  /** Logging in at other sites; undefined without it. */
  readonly openId: object | undefined;
  passwordProblems(password: string, owner: PasswordOwner, locale: string): Promise<string[]>;
  changeOwnPassword(change: OwnPasswordChange): Promise<boolean>;
  readonly knownBrowsers: KnownBrowsers;
  countLinkRequest(origin: Origin): Promise<void>;
  /** Undefined where accounts take none. */
  readonly secondFactors: SecondFactors | undefined;
}

/** Whose pages a class shows. */
const accountsOf = new WeakMap<object, PageAccounts>();

/**
 * A page of accounts. Extend one of them to change it, and pass it to `accounts({ pages })`: `content()` is what it
 * shows, and its forms and events are fields as in every view.
 */
export class AccountPage extends LiveView {
  /** What the page shows below its title. */
  protected content(): Html {
    return html``;
  }

  /** Unless there is a template file. */
  override render(): Html {
    const { template } = this.constructor as typeof LiveView;
    if (template !== undefined) return super.render();
    return accountCard(this.texts, { title: this.title, content: this.content() });
  }

  override onError(error: unknown): void {
    this.flash("error", waitOf(error, this.texts).text);
  }

  /** In the language of whoever looks at the page. */
  get texts(): AccountTexts {
    return this._accounts.languages.of(this.request.locale);
  }

  /** @throws LV-ACCOUNT-PAGE */
  protected get _accounts(): PageAccounts {
    const accounts = accountsOf.get(this.constructor);
    if (!accounts) throw new LiveloomError("LV-ACCOUNT-PAGE", { view: this.constructor.name });
    return accounts;
  }

  /** Counts a link by mail that somebody asks for. @throws RateLimited after too many */
  protected async _countLink(): Promise<void> {
    const { address, cookies } = this.request;
    await this._accounts.countLinkRequest({ address, browser: this._accounts.knownBrowsers.of(cookies) });
  }

  /** @throws LV-MAIL-MISSING */
  protected get _mailing(): AccountMailing {
    const { mailing } = this._accounts;
    if (!mailing) throw new LiveloomError("LV-MAIL-MISSING");
    return mailing;
  }
}

export type AccountPageClass = (new () => AccountPage) & Pick<typeof AccountPage, "access" | "params">;

/** The same page for these accounts: one class may serve several apps. */
export function pageFor(accounts: PageAccounts, View: AccountPageClass): AccountPageClass {
  const Page = class extends View {};
  Object.defineProperty(Page, "name", { value: View.name });
  accountsOf.set(Page, accounts);
  return Page;
}

/** The page that a link by mail leads to. */
export class LinkPage extends AccountPage {
  static readonly params = textFields(["token"]);

  /** What the link proves, as the last part of the address. */
  protected get _token(): string {
    return this.request.path.split("/").at(-2) ?? "";
  }
}

/** A link from one account page to another. */
export function pageLink(path: string, text: string): Html {
  return html`<a href=${path} live-navigate>${text}</a>`;
}

/** What came of a form, in its place: the keyboard and the screen reader go on there. */
export function outcome(text: string): Html {
  return html`<p role="status" tabindex="-1" autofocus>${text}</p>`;
}
