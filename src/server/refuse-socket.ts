import { LiveloomError } from "../errors.ts";
import { isSameOrigin, requestOrigin } from "../http/origin.ts";
import type { Services } from "./services.ts";

const hostWarning =
  "Requests were refused because they came for a host that is not the app's. Name those it has in createApp({ hosts }).";

/** Refuses what is not for this app. @throws LV-HOST-REFUSED */
export function checkHost({ url }: Request, { hosts, problems }: Services): void {
  try {
    hosts.check(url);
  } catch (error) {
    problems.warnOnce(hostWarning);
    throw error;
  }
}

/** Why a socket is not let in, as the response to its handshake; undefined lets it in (OWASP ASVS 5.0, 4.4.2). */
export function refuseSocket(request: Request, services: Services): Response | undefined {
  try {
    checkHost(request, services);
    checkOrigin(request, services);
    return undefined;
  } catch (error) {
    const { code, status } = services.problems.of(error, "a socket");
    return new Response(`${code}\n`, { status });
  }
}

function checkOrigin(request: Request, { publicOrigin }: Services): void {
  const origin = request.headers.get("origin");
  if (isSameOrigin(origin, requestOrigin(request, publicOrigin))) return;
  throw new LiveloomError("LV-ORIGIN-REFUSED", { origin: origin ?? "unknown origin" });
}
