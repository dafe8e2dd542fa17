import { isSafeMethod } from "../http/csrf.ts";

/**
 * Whether a request is answered with a page for people. Asking for HTML is enough; a request that only reads and
 * names no type at all (no `Accept`, or `*`-ranges as curl and crawlers send them) means a page, too. Who names
 * other types only, such as `application/json`, gets JSON.
 */
export function wantsPage({ method, headers }: Request): boolean {
  const types = (headers.get("accept") ?? "")
    .split(",")
    .flatMap((range) => range.split(";")[0]?.trim() || []);
  return types.includes("text/html") || (isSafeMethod(method) && types.every(isAnyText));
}

function isAnyText(type: string): boolean {
  return type === "*/*" || type === "text/*";
}
