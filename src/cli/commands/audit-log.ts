import type { AuditFilter } from "../../auth/audit/audit-store.ts";
import type { Call, Command } from "../command.ts";
import { UsageError } from "../usage-error.ts";

export const auditLog: Command = {
  name: "audit-log",
  words: [],
  about: "Writes out the audit log, the newest first, as CSV or as lines of JSON.",
  options: {
    format: { type: "string", about: '"csv" or "jsonl" (default: csv)' },
    action: { type: "string", about: "only this action, auth.login" },
    since: { type: "string", about: "only from this day or time on, 2026-01-31" },
    until: { type: "string", about: "only before this day or time" },
  },
  async run(call) {
    const format = call.has("json") ? "jsonl" : (call.text("format") ?? "csv");
    if (format !== "csv" && format !== "jsonl")
      throw new UsageError(`--format is "csv" or "jsonl", not "${format}".`);
    for await (const line of call.auth.audit.export(format, filterOf(call))) call.io.out(line.trimEnd());
    return { lines: [], json: undefined };
  },
};

function filterOf(call: Call): AuditFilter {
  const [action, since, until] = [call.text("action"), timeOf(call, "since"), timeOf(call, "until")];
  return {
    ...(action !== undefined && { action }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

function timeOf(call: Call, option: string): number | undefined {
  const text = call.text(option);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError(`--${option} is a day or a time, not "${text}".`);
  return time;
}
