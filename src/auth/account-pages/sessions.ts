import { event } from "../../live/event.ts";
import { loginRequired, recentAuth } from "../../live/guards.ts";
import { each } from "../../template/each.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import type { UserSession } from "../user-session.ts";
import { AccountPage, pageLink } from "./account-page.ts";
import { browserName } from "./browser-name.ts";
import { profilePath } from "./paths.ts";
import { textFields } from "./text-fields.ts";
import { timeText } from "./time-text.ts";

/** Where somebody is logged in, and the means to end it. */
export class SessionsPage extends AccountPage {
  static override readonly access = [loginRequired(), recentAuth(60)];

  list: readonly UserSession[] = [];
  notice = "";

  async mount(): Promise<void> {
    this.title = this.texts.sessions;
    await this._read();
  }

  end = event({ params: textFields(["id"]) }, async ({ id }) => {
    await this._accounts.users.as(this).endSession(this.user.id, id);
    this.notice = this.texts.sessionEnded;
    await this._read();
  });

  endOthers = event(async () => {
    await this._accounts.users.as(this).endSessions(this.user.id, this.sessionHash);
    this.notice = this.texts.otherSessionsEnded;
    await this._read();
  });

  async _read(): Promise<void> {
    this.list = await this._accounts.users.sessionsOf(this.user.id);
  }

  protected override content(): Html {
    const { texts, list, notice } = this;
    return html`<p>${texts.sessionsIntro}</p>
      <p role="status">${notice}</p>
      <ul class="account-sessions">${each(
        list,
        ({ idHash }) => idHash,
        (session) => this._item(session),
      )}</ul>
      ${when(list.length > 1, () => html`<button live-click=${this.endOthers}>${texts.endOtherSessions}</button>`)}
      <p>${pageLink(profilePath, texts.profile)}</p>`;
  }

  _item({ idHash, userAgent, address, createdAt, lastSeenAt }: UserSession): Html {
    const { texts } = this;
    const name = browserName(userAgent) ?? texts.unknownBrowser;
    return html`<li>
      <span>
        <strong>${name}</strong> ${idHash === this.sessionHash && `(${texts.thisSession})`}
        ${when(address, () => html`<small>${address}</small>`)}
        <small>${texts.since}: ${timeText(texts, createdAt)}</small>
        <small>${texts.lastSeen}: ${timeText(texts, lastSeenAt)}</small>
      </span>
      ${when(
        idHash !== this.sessionHash,
        () =>
          html`<button class="quiet" live-click=${this.end} data-id=${idHash} aria-label=${texts.endThatSession(name)}>${texts.endSession}</button>`,
      )}
    </li>`;
  }
}
