import { event } from "../../live/event.ts";
import { each } from "../../template/each.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { timeText } from "../account-pages/time-text.ts";
import type { AuditEntry } from "../audit/audit-store.ts";
import { adminAccess } from "./admin-access.ts";
import { adminPager } from "./admin-frame.ts";
import { AdminPage } from "./admin-page.ts";
import { auditFields, auditFilter, auditQuery } from "./audit-query.ts";
import { filterQuery, filterRate } from "./filters.ts";

const pageSize = 50;

/** Who has done what. */
export class AuditPage extends AdminPage<undefined, typeof auditQuery> {
  static override readonly access = adminAccess("auth.view_audit_log");
  static override readonly query = auditQuery;

  entries: readonly AuditEntry[] = [];
  hasMore = false;

  mount(): void {
    this.title = this.words.auditLog;
  }

  override async handleParams(): Promise<void> {
    const { users, audit } = this._services;
    const found = await audit.list({ ...(await auditFilter(users, this.query)), limit: pageSize + 1 });
    this.entries = found.slice(0, pageSize);
    this.hasMore = found.length > pageSize;
  }

  search = event({ params: auditFields, debounce: 300, rateLimit: filterRate }, (fields) =>
    this.patch({ query: { ...filterQuery(fields), before: null } }, { replace: true }),
  );

  protected override content(): Html {
    const { words, entries } = this;
    const last = entries.at(-1);
    const next = this.hasMore && last ? this.href({ query: { before: String(last.id) } }) : undefined;
    const start = this.query.before === "" ? undefined : this.href({ query: { before: null } });
    return html`${this._filters()}
      <table class="admin-table">
        <thead><tr>
          <th scope="col">${words.time}</th><th scope="col">${words.actor}</th><th scope="col">${words.action}</th>
          <th scope="col">${words.object}</th><th scope="col">${words.outcome}</th><th scope="col">${words.address}</th>
        </tr></thead>
        <tbody>${each(
          entries,
          ({ id }) => id,
          (entry) => this._row(entry),
        )}</tbody>
      </table>
      ${when(entries.length === 0, () => html`<p role="status">${words.nothingFound}</p>`)}
      ${adminPager(words, { next, start })}
      <p class="admin-exports"><a href=${this._export("csv")} download>${words.exportCsv}</a>
        <a href=${this._export("jsonl")} download>${words.exportJson}</a></p>`;
  }

  _filters(): Html {
    const { words } = this;
    const { actor, action, object, outcome } = this.query;
    const field = (name: string, label: string, value: string, advice: string) =>
      html`<label>${label} <input name=${name} value=${value} placeholder=${advice} autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="200"></label>`;
    return html`<form class="admin-filters" role="search" live-input=${this.search} live-patch>
      ${field("actor", words.actor, actor, words.actorAdvice)}
      ${field("action", words.action, action, "auth.login")}
      ${field("object", words.object, object, words.objectAdvice)}
      <label>${words.outcome} <select name="outcome">
        <option value="" selected=${outcome === ""}>${words.anyOutcome}</option>
        ${(["allowed", "denied", "failed"] as const).map((each) => html`<option value=${each} selected=${outcome === each}>${words[each]}</option>`)}
      </select></label>
      <button class="quiet">${words.open}</button>
    </form>`;
  }

  _row({
    at,
    actorId,
    actorName,
    action,
    objectType,
    objectId,
    objectText,
    outcome,
    address,
    details,
  }: AuditEntry): Html {
    const { words, texts } = this;
    const more = JSON.stringify(details);
    const isUser = objectType === "user" && this.may("auth.view_user");
    const object = objectText || [objectType, objectId].filter(Boolean).join(":");
    return html`<tr>
      <td data-label=${words.time}>${timeText(texts, at)}</td>
      <td data-label=${words.actor}>${actorName || (actorId === null ? words.nobody : `#${actorId}`)}</td>
      <td data-label=${words.action}><code>${action}</code>${when(more !== "{}", () => html`<small>${more}</small>`)}</td>
      <td data-label=${words.object}>${isUser ? html`<a href=${this.path(`users/${objectId}/`)} live-navigate>${object}</a>` : object}</td>
      <td data-label=${words.outcome}><span class=${outcome === "allowed" ? "admin-mark" : "admin-mark admin-off"}>${words[outcome]}</span></td>
      <td data-label=${words.address}>${address}</td>
    </tr>`;
  }

  /** What is shown, and all pages of it, as a file. */
  _export(format: "csv" | "jsonl"): string {
    const { before: _, ...shown } = this.query;
    const query = new URLSearchParams(Object.entries(shown).filter(([, value]) => value !== "")).toString();
    return this.path(`audit/export.${format}`) + (query && `?${query}`);
  }
}
