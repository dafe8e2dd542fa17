import type { Principal } from "../live/principal.ts";
import type { ViewServices } from "../live/view-services.ts";
import type { Handlers } from "./handlers.ts";
import type { Entering } from "./signed-room.ts";

/** A log like the app's. */
export interface HandlerLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Whether a page with this user may be in a room; checked when it enters, and again when the user's rights change. */
export type AuthorizeRoom = (room: string, principal: Principal) => boolean | Promise<boolean>;

/** What the pages that call handlers share. */
export interface HandlerServices {
  readonly handlers: Handlers;
  readonly views: ViewServices;
  readonly log: HandlerLog;
  readonly authorizeRoom: AuthorizeRoom | undefined;
  /** The room that was signed for them; undefined when nobody did. */
  signedRoom(text: string, entering: Entering): string | undefined;
  /** A frame that refuses a call. */
  refusal(number: number, error: unknown, about: string): string;
}
