import { LiveloomError } from "../errors.ts";
import { limits } from "../shared/wire.ts";

/** To whom updates go: every page, those in a room, those of a user, or those of one browser session. */
export type Recipients =
  | "everyone"
  | { readonly room: string }
  | { readonly user: number }
  | { readonly session: string };

/** What travels on the bus. */
export interface Delivery {
  /** An Updates frame, written once for all who get it. */
  readonly frame: string;
  /** The page that does not get it. */
  readonly except?: string;
}

/** What the topics of recipients begin with. */
export const topicPrefix = "liveloom:";

/** The topic on which the recipients listen. */
export function topicOf(recipients: Recipients): string {
  if (recipients === "everyone") return `${topicPrefix}pages`;
  if ("room" in recipients) return `${topicPrefix}room:${checkedRoom(recipients.room)}`;
  if ("user" in recipients) return `${topicPrefix}user:${recipients.user}`;
  return `${topicPrefix}session:${recipients.session}`;
}

/** @throws LV-ROOM-NAME */
export function checkedRoom(room: string): string {
  const isName =
    typeof room === "string" && room.length > 0 && room.length <= limits.roomName && !/\p{Cc}/u.test(room);
  if (isName) return room;
  const got = typeof room === "string" ? JSON.stringify(room.slice(0, 60)) : `a value of type ${typeof room}`;
  throw new LiveloomError("LV-ROOM-NAME", { limit: limits.roomName, got });
}

export function isDelivery(message: unknown): message is Delivery {
  return typeof (message as Partial<Delivery> | null)?.frame === "string";
}
