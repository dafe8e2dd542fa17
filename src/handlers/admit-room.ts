import { LiveloomError } from "../errors.ts";
import type { Identity, Principal } from "../live/principal.ts";
import type { HandlerServices } from "./handler-services.ts";

/** A room that a page may enter. */
interface AdmittedRoom {
  readonly name: string;
  /** For whom the app's rule said yes; undefined for a signed name, about which nobody has to be asked. */
  readonly admitted: Principal | undefined;
}

/** Who wants to enter. */
interface Visitor {
  readonly identity: Identity;
  readonly idHashes: readonly string[];
}

/** Whether a page may be in the room that it names. @throws LV-ROOM-REFUSED */
export async function admitRoom(
  named: string,
  { identity, idHashes }: Visitor,
  { signedRoom, authorizeRoom }: HandlerServices,
): Promise<AdmittedRoom> {
  const principal = await identity.current();
  const name = signedRoom(named, { userId: principal.user.id, idHashes });
  if (name !== undefined) return { name, admitted: undefined };
  if ((await authorizeRoom?.(named, principal)) === true) return { name: named, admitted: principal };
  throw new LiveloomError("LV-ROOM-REFUSED", { room: named });
}
