import type { AuditEntry } from "./audit-store.ts";

const columns = [
  "id",
  "at",
  "actorId",
  "actorName",
  "action",
  "objectType",
  "objectId",
  "objectText",
  "outcome",
  "sessionHash",
  "address",
  "details",
] as const satisfies readonly (keyof AuditEntry)[];

export const csvHeader = columns.join(",");

/** An entry as one line of a CSV file (RFC 4180), without its end. */
export function csvLine(entry: AuditEntry): string {
  const cells = { ...entry, at: new Date(entry.at).toISOString(), details: JSON.stringify(entry.details) };
  return columns.map((column) => cell(cells[column])).join(",");
}

function cell(value: string | number | null): string {
  const text = String(value ?? "");
  // What begins so is a formula to a spreadsheet.
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
