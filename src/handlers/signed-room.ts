import type { Signer } from "../http/signing.ts";
import { checkedRoom } from "./recipients.ts";

const purpose = "room";

/** The name of a room as a page of this session may have it in `live-room`. @throws LV-ROOM-NAME */
export function signRoom(signer: Signer, room: string, sessionHash: string): string {
  const name = checkedRoom(room);
  const signed = signer.sign(`${name}.${sessionHash}`, purpose);
  return `${name}.${signed.slice(signed.lastIndexOf(".") + 1)}`;
}

/** The room that was signed for a session with one of these hashes; undefined when it was not. */
export function signedRoom(signer: Signer, text: string, idHashes: readonly string[]): string | undefined {
  const dot = text.lastIndexOf(".");
  const [name, mac] = [text.slice(0, dot), text.slice(dot)];
  const isSigned =
    dot > 0 && idHashes.some((idHash) => signer.verify(`${name}.${idHash}${mac}`, purpose) !== undefined);
  return isSigned ? name : undefined;
}
