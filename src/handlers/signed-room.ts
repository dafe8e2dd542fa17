import type { Signer } from "../http/signing.ts";
import { checkedRoom } from "./recipients.ts";

const purpose = "room";

interface SignedFor {
  /** 0 for somebody who is not logged in. */
  readonly userId: number;
  readonly sessionHash: string;
}

/** Who wants to enter. */
export interface Entering {
  readonly userId: number;
  readonly idHashes: readonly string[];
}

/**
 * The name of a room as a page of this session may have it in `live-room`, for as long as this user is logged in there:
 * after a logout the browser may come with the same session's cookie.
 * @throws LV-ROOM-NAME
 */
export function signRoom(signer: Signer, room: string, { userId, sessionHash }: SignedFor): string {
  const name = checkedRoom(room);
  const signed = signer.sign(`${name}.${userId}.${sessionHash}`, purpose);
  return `${name}.${signed.slice(signed.lastIndexOf(".") + 1)}`;
}

/** The room that was signed for this user in a session with one of these hashes; undefined when it was not. */
export function signedRoom(signer: Signer, text: string, { userId, idHashes }: Entering): string | undefined {
  const dot = text.lastIndexOf(".");
  const [name, mac] = [text.slice(0, dot), text.slice(dot)];
  const isSigned =
    dot > 0 &&
    idHashes.some((idHash) => signer.verify(`${name}.${userId}.${idHash}${mac}`, purpose) !== undefined);
  return isSigned ? name : undefined;
}
