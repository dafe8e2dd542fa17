import { event } from "../../live/event.ts";
import { each } from "../../template/each.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { browserName } from "../account-pages/browser-name.ts";
import { textFields } from "../account-pages/text-fields.ts";
import { timeText } from "../account-pages/time-text.ts";
import type { FactorCounts, UserConnection } from "../user-proofs.ts";
import type { UserSession } from "../user-session.ts";
import type { UserDetails } from "../users.ts";
import { adminAccess, carefulAccess } from "./admin-access.ts";
import { adminCard } from "./admin-frame.ts";
import { mayChange, mayRemoveProofs } from "./may-change.ts";
import { UserPage } from "./user-page.ts";

const careful = carefulAccess("auth.change_user");

/** Where a user is logged in, by what second factors and accounts at providers, and the means to end it. */
export class UserSessionsPage extends UserPage {
  static override readonly access = [adminAccess("auth.view_user"), adminAccess("auth.change_user")];

  list: readonly UserSession[] = [];
  factors: FactorCounts = { totp: 0, passkeys: 0, recoveryCodes: 0 };
  connections: readonly UserConnection[] = [];

  override async _load(): Promise<void> {
    await super._load();
    const { users } = this._services;
    this.list = await users.sessionsOf(this.params.id);
    this.factors = await users.secondFactorsOf(this.params.id);
    this.connections = await users.connectionsOf(this.params.id);
  }

  end = event({ params: textFields(["id"]), access: careful }, async ({ id }) => {
    await this._change(
      (user) => mayChange(this, user),
      async (users) => {
        const isEnded = await users.endSession(this.params.id, id);
        this.flash(isEnded ? "success" : "error", isEnded ? this.words.sessionEnded : this.words.gone);
      },
    );
  });

  endAll = event({ access: careful }, async () => {
    await this._change(
      (user) => mayChange(this, user),
      async (users) => {
        await users.endSessions(this.params.id);
        this.flash("success", this.words.allEnded);
      },
    );
  });

  removeFactors = event({ access: careful }, async () => {
    await this._change(
      (user) => this._mayRemoveProofs(user),
      async (users) => {
        await users.removeSecondFactors(this.params.id);
        this._services.mailing?.announceFactors(this.params.id, this.texts);
        this.flash("success", this.words.factorsRemoved);
      },
    );
  });

  disconnect = event({ params: textFields(["id"]), access: careful }, async ({ id }) => {
    await this._change(
      (user) => this._mayRemoveProofs(user),
      async (users) => {
        const gone = await users.disconnect(this.params.id, Number(id));
        if (!gone) return this.flash("error", this.words.gone);
        const news = { label: gone.label, isConnected: false };
        this._services.mailing?.announceConnection(this.params.id, news, this.texts);
        this.flash("success", this.words.disconnected(gone.label));
      },
    );
  });

  _mayRemoveProofs(user: UserDetails): boolean {
    return mayRemoveProofs(this, user, this.held);
  }

  protected override about(user: UserDetails): Html {
    const { texts, words, list } = this;
    const isOpen = mayChange(this, user);
    const content = html`<p>${list.length === 0 ? words.noSessions : words.sessionsIntro}</p>
      <ul class="admin-lines">${each(
        list,
        ({ idHash }) => idHash,
        (session) => this._item(session, isOpen),
      )}</ul>
      ${when(isOpen && list.length > 0, () => html`<button class="danger" live-click=${this.endAll}>${words.endAll}</button>`)}`;
    const { totp, passkeys } = this.factors;
    return html`<div class="admin-cards">
      ${adminCard(words.sessions, content)}
      ${when(totp + passkeys > 0, () => adminCard(words.factors, this._factors(user)))}
      ${when(this.connections.length > 0, () => adminCard(texts.connections, this._connections(user)))}
    </div>`;
  }

  _factors(user: UserDetails): Html {
    const { words, factors } = this;
    return html`<p>${words.factorsOf(factors.totp, factors.passkeys, factors.recoveryCodes)}</p>
      ${when(
        this._mayRemoveProofs(user),
        () => html`<p>${words.removeFactorsIntro}</p>
          <button class="danger" live-click=${this.removeFactors}>${words.removeFactors}</button>`,
      )}`;
  }

  _connections(user: UserDetails): Html {
    const { words, connections } = this;
    const isOpen = this._mayRemoveProofs(user);
    return html`<p>${words.connectionsIntro} ${isOpen && words.disconnectIntro}</p>
      <ul class="admin-lines">${each(
        connections,
        ({ id }) => id,
        (connection) => this._connection(connection, isOpen),
      )}</ul>`;
  }

  _connection({ id, label, createdAt, lastLoginAt }: UserConnection, isOpen: boolean): Html {
    const { texts, words } = this;
    return html`<li class="admin-line">
      <span>
        <strong>${label}</strong>
        <small>${texts.connectedSince}: ${timeText(texts, createdAt)}</small>
        <small>${texts.lastLogin}: ${lastLoginAt === null ? words.never : timeText(texts, lastLoginAt)}</small>
      </span>
      ${when(
        isOpen,
        () =>
          html`<button class="quiet danger" live-click=${this.disconnect} data-id=${id} aria-label=${texts.disconnectThat(label)}>${texts.disconnect}</button>`,
      )}
    </li>`;
  }

  _item({ idHash, userAgent, address, createdAt, lastSeenAt }: UserSession, isOpen: boolean): Html {
    const { texts } = this;
    const name = browserName(userAgent) ?? texts.unknownBrowser;
    return html`<li class="admin-line">
      <span>
        <strong>${name}</strong> ${idHash === this.sessionHash && `(${texts.thisSession})`}
        ${when(address, () => html`<small>${address}</small>`)}
        <small>${texts.since}: ${timeText(texts, createdAt)}</small>
        <small>${texts.lastSeen}: ${timeText(texts, lastSeenAt)}</small>
      </span>
      ${when(
        isOpen,
        () =>
          html`<button class="quiet" live-click=${this.end} data-id=${idHash} aria-label=${texts.endThatSession(name)}>${texts.endSession}</button>`,
      )}
    </li>`;
  }
}
