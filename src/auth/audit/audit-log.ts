import type { AuditNote, AuditTrail } from "../../live/audit.ts";
import type { AuditEntry, AuditFilter, AuditStore, NewAuditEntry } from "./audit-store.ts";
import { csvHeader, csvLine } from "./csv-line.ts";

/** So many entries are read at once for an export. */
const pageSize = 1_000;

/** How long entries are kept by default, in milliseconds: a year. */
export const defaultAuditRetention = 365 * 24 * 60 * 60 * 1000;

/** How often old entries are looked for, in milliseconds. */
const pruneInterval = 60 * 60 * 1000;

interface AuditLogOptions {
  readonly store: AuditStore;
  /** How long entries are kept, in milliseconds. */
  readonly retention: number;
  now(): number;
}

/** Who has done what, when, from where, and what came of it. Entries are added, and deleted when they are old. */
export class AuditLog implements AuditTrail {
  readonly #options: AuditLogOptions;
  #prunedAt = -Infinity;

  constructor(options: AuditLogOptions) {
    this.#options = options;
  }

  /**
   * Writes down something by yourself; views and contexts have `audit()`, which does it by itself.
   * @example
   * await auth.audit.record({ action: "shop.import", outcome: "allowed", details: { orders: 12 } });
   */
  async record(note: AuditNote): Promise<void> {
    await this.#options.store.append(toEntry(note, this.#options.now()));
  }

  /** The newest first; 100 of them unless the filter says otherwise. */
  async list(filter: AuditFilter = {}): Promise<AuditEntry[]> {
    return await this.#options.store.list(filter);
  }

  /**
   * All entries that fit, the newest first, as lines with their ends: for a file, or the body of a response. A cell of
   * a CSV file never begins like a formula.
   * @example new Response(ReadableStream.from(auth.audit.export("csv")).pipeThrough(new TextEncoderStream()))
   */
  async *export(format: "csv" | "jsonl", filter: Omit<AuditFilter, "limit"> = {}): AsyncGenerator<string> {
    const line = format === "csv" ? csvLine : (entry: AuditEntry) => JSON.stringify(entry);
    if (format === "csv") yield `${csvHeader}\r\n`;
    const end = format === "csv" ? "\r\n" : "\n";
    for await (const entry of this.#all(filter)) yield line(entry) + end;
  }

  /** Deletes what has been kept long enough. Happens by itself every hour. */
  async prune(): Promise<void> {
    const { store, retention, now } = this.#options;
    if (!Number.isFinite(retention) || now() - this.#prunedAt < pruneInterval) return;
    this.#prunedAt = now();
    await store.removeBefore(now() - retention);
  }

  async *#all(filter: AuditFilter): AsyncGenerator<AuditEntry> {
    let page: AuditEntry[] = [];
    let { beforeId } = filter;
    do {
      const position = beforeId === undefined ? {} : { beforeId };
      page = await this.list({ ...filter, ...position, limit: pageSize });
      yield* page;
      beforeId = page.at(-1)?.id;
    } while (page.length === pageSize);
  }
}

function toEntry({ action, outcome, actor, object, details }: AuditNote, at: number): NewAuditEntry {
  return {
    at,
    action,
    outcome,
    // The anonymous user's id is that of no account.
    actorId: actor?.user.id || null,
    actorName: actor?.user.username ?? "",
    sessionHash: actor?.sessionHash ?? "",
    address: actor?.address ?? "",
    objectType: object?.type ?? "",
    objectId: String(object?.id ?? ""),
    objectText: object?.text ?? "",
    ...(details && { details }),
  };
}
