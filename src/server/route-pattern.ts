import { parse, type Token } from "path-to-regexp";
import { LiveloomError, messageOf } from "../errors.ts";

/** Refuses a route's path that no request could ever have. @throws LV-ROUTE-PATH */
export function requirePath(pattern: string): void {
  const refuse = (reason: string) => new LiveloomError("LV-ROUTE-PATH", { pattern, reason });
  if (!pattern.startsWith("/")) throw refuse("it does not begin with a slash");
  if (pattern.startsWith("//")) throw refuse("it begins with two slashes");
  try {
    parse(pattern);
  } catch (error) {
    throw refuse(messageOf(error));
  }
}

/** The names of a path's parameters, in order. @throws LV-ROUTE-PATH */
export function namesIn(pattern: string): string[] {
  requirePath(pattern);
  return namesOf(parse(pattern).tokens);
}

function namesOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => {
    if (token.type === "text") return [];
    return token.type === "group" ? namesOf(token.tokens) : [token.name];
  });
}
