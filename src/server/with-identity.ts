import { anonymousIdentity, type Identity } from "../live/principal.ts";
import type { Session } from "../session/session.ts";
import type { Services } from "./services.ts";

/** Opens something for whoever is behind the session. It keeps their identity, which is let go when it fails. */
export async function withIdentity<Opened>(
  { auth }: Services,
  session: Session,
  open: (identity: Identity) => Promise<Opened>,
): Promise<Opened> {
  const identity = (await auth?.identify(session)) ?? anonymousIdentity;
  try {
    return await open(identity);
  } catch (error) {
    identity.release();
    throw error;
  }
}
