import { ConfirmationRequired, LoginRequired, SecondFactorRequired } from "../errors.ts";
import type { AuthProvider } from "./auth-provider.ts";

/**
 * Where somebody is sent who has to log in, to prove again that it is them, or a second factor, with the way back:
 * `/accounts/login/?next=/teams/1/`. Undefined for any other error.
 * @param next path and query; undefined when there is nothing to come back to.
 */
export function wayIn(
  error: unknown,
  auth: Pick<AuthProvider, "loginPath" | "confirmPath" | "secondFactorPath"> | undefined,
  next: string | undefined,
): string | undefined {
  if (error instanceof LoginRequired && auth?.loginPath) return withNext(auth.loginPath, next);
  if (error instanceof ConfirmationRequired && auth?.confirmPath) return withNext(auth.confirmPath, next);
  if (error instanceof SecondFactorRequired && auth?.secondFactorPath)
    return withNext(auth.secondFactorPath, next);
  return undefined;
}

/** A path that leads on to another when what is to be done there is done. */
export function withNext(path: string, next: string | undefined): string {
  return next === undefined ? path : `${path}?next=${encodeURIComponent(next).replaceAll("%2F", "/")}`;
}
