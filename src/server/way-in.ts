import { ConfirmationRequired, LoginRequired } from "../errors.ts";
import type { AuthProvider } from "./auth-provider.ts";

/**
 * Where somebody is sent who has to log in, or to prove again that it is them, with the way back:
 * `/accounts/login/?next=/teams/1/`. Undefined for any other error.
 * @param next path and query; undefined when there is nothing to come back to.
 */
export function wayIn(
  error: unknown,
  auth: Pick<AuthProvider, "loginPath" | "confirmPath"> | undefined,
  next: string | undefined,
): string | undefined {
  if (error instanceof LoginRequired && auth?.loginPath) return withNext(auth.loginPath, next);
  if (error instanceof ConfirmationRequired && auth?.confirmPath) return withNext(auth.confirmPath, next);
  return undefined;
}

function withNext(path: string, next: string | undefined): string {
  return next === undefined ? path : `${path}?next=${encodeURIComponent(next).replaceAll("%2F", "/")}`;
}
