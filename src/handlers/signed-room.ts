import type { Signer } from "../http/signing.ts";
import { checkedRoom } from "./recipients.ts";

const purpose = "room";

/** The name of a room as a page of this session may have it in `live-room`. @throws LV-ROOM-NAME */
export function signRoom(signer: Signer, room: string, sessionHash: string): string {
  const name = checkedRoom(room);
  const signed = signer.sign(`${name}.${sessionHash}`, purpose);
  return `${name}.${signed.slice(signed.lastIndexOf(".") + 1)}`;
}

/** The room that was signed for this session; undefined when it was not. */
export function signedRoom(signer: Signer, text: string, sessionHash: string): string | undefined {
  const dot = text.lastIndexOf(".");
  const name = text.slice(0, dot);
  const isSigned =
    dot > 0 && signer.verify(`${name}.${sessionHash}${text.slice(dot)}`, purpose) !== undefined;
  return isSigned ? name : undefined;
}
