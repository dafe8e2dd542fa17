import type { HttpContext } from "../../server/http-context.ts";
import { get, type HttpRoute } from "../../server/http-route.ts";
import { adminAccess } from "./admin-access.ts";
import type { AdminServices } from "./admin-page.ts";
import { auditFilter } from "./audit-query.ts";

const types = { csv: "text/csv; charset=utf-8", jsonl: "application/jsonl; charset=utf-8" } as const;

/** The audit log as files, filtered as on its page. That somebody took one along is written down. */
export function auditExports({ audit, users, path }: AdminServices): HttpRoute[] {
  const access = adminAccess("auth.view_audit_log");
  const lines = async (format: "csv" | "jsonl", context: HttpContext) => {
    const text = (name: string) => context.url.searchParams.get(name) ?? "";
    const [actor, action, object, outcome] = [text("actor"), text("action"), text("object"), text("outcome")];
    const filter = await auditFilter(users, { actor, action, object, outcome, before: "" });
    const what = { type: "audit_log", id: context.url.searchParams.toString() };
    return await context.audit("auth.export_audit_log", what, () => audit.export(format, filter));
  };
  return (["csv", "jsonl"] as const).map((format) =>
    get(`${path}audit/export.${format}`, { access }, async (context) => {
      const body = ReadableStream.from(await lines(format, context)).pipeThrough(new TextEncoderStream());
      const disposition = `attachment; filename="audit-log.${format}"`;
      return new Response(body, {
        headers: {
          "content-type": types[format],
          "content-disposition": disposition,
          "cache-control": "no-store",
        },
      });
    }),
  );
}
