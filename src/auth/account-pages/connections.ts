import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute, post } from "../../server/http-route.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import type { Connection, Connections } from "../open-id/connections.ts";
import type { OpenIdProvider } from "../open-id/open-id-provider.ts";
import { rowId } from "../row-id.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import type { Languages } from "../texts/languages.ts";
import { accountCard } from "./account-card.ts";
import { pageLink } from "./account-page.ts";
import { connectionsPath, profilePath } from "./paths.ts";
import { type PlainPage, plainPage } from "./plain-page.ts";
import { type ProviderButton, providerButton } from "./provider-buttons.ts";
import { recentAccess } from "./recent-access.ts";
import { timeText } from "./time-text.ts";

interface ConnectionsAccounts {
  readonly languages: Languages;
  readonly openId:
    | { readonly providers: readonly OpenIdProvider[]; readonly connections: Connections }
    | undefined;
}

/** What the page shows. Its form is posted with the `connection` to end, or to the `action` of a provider. */
export interface ConnectionsPage extends PlainPage {
  readonly connections: readonly Connection[];
  /** Those with which nothing is connected yet. */
  readonly providers: readonly ProviderButton[];
}

/** Where people see what they can log in with elsewhere, and change it. */
export function connectionsRoutes(
  { openId, languages }: ConnectionsAccounts,
  { look = connectionsLook }: { readonly look?: (page: ConnectionsPage) => Html } = {},
): HttpRoute[] {
  if (!openId) return [];
  const { providers, connections } = openId;
  const options = { access: recentAccess };

  async function show(context: HttpContext): Promise<Response> {
    const title = (texts: AccountTexts) => texts.connections;
    const plain = plainPage(context, { languages, action: connectionsPath, title });
    const theirs = await connections.listOf(context.principal.user.id);
    const others = providers.filter(
      (provider) => !theirs.some((connection) => connection.provider === provider),
    );
    const buttons = others.map((provider) => providerButton(provider, "connect"));
    const body = look({ ...plain, connections: theirs, providers: buttons });
    return context.page({ title: plain.title, body });
  }

  async function disconnect(context: HttpContext): Promise<Response> {
    const { user } = context.principal;
    const texts = languages.of(context.locale);
    const id = rowId((await context.form()).get("connection") ?? "");
    const connecting = { userId: user.id, actor: context, texts };
    const isGone = id !== undefined && (await connections.disconnect(id, connecting));
    context.flash(isGone ? "success" : "error", isGone ? texts.isDisconnected : texts.isStillConnected);
    return context.redirect(connectionsPath);
  }

  return [get(connectionsPath, options, show), post(connectionsPath, options, disconnect)];
}

function connectionsLook(page: ConnectionsPage): Html {
  const { texts, title, action, csrfField, connections, providers } = page;
  const content = html`<p>${texts.connectionsIntro}</p>
  <form method="post" action=${action}>
    ${csrfField}
    ${when(connections.length === 0, () => html`<p>${texts.noConnections}</p>`)}
    <ul class="account-sessions">${connections.map((connection) => item(connection, texts))}</ul>
    <div class="account-providers">${providers.map(
      (provider) =>
        html`<button type="submit" formaction=${provider.action}>${texts.connect(provider.label)}</button>`,
    )}</div>
  </form>
  <p>${pageLink(profilePath, texts.profile)}</p>`;
  return accountCard(texts, { title, content });
}

function item({ id, label, createdAt, lastLoginAt, isNeeded }: Connection, texts: AccountTexts): Html {
  return html`<li>
    <span>
      <strong>${label}</strong>
      <small>${texts.connectedSince}: ${timeText(texts, createdAt)}</small>
      ${when(lastLoginAt !== null, () => html`<small>${texts.lastLogin}: ${timeText(texts, lastLoginAt ?? 0)}</small>`)}
      ${when(isNeeded, () => html`<small>${texts.onlyWayIn}</small>`)}
    </span>
    ${when(
      !isNeeded,
      () =>
        html`<button class="quiet" name="connection" value=${id} aria-label=${texts.disconnectThat(label)}>${texts.disconnect}</button>`,
    )}
  </li>`;
}
