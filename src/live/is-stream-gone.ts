import { LiveloomError } from "../errors.ts";

/** Whether items of a stream were needed that only the browser has. */
export function isStreamGone(error: unknown): boolean {
  return error instanceof LiveloomError && error.code === "LV-STREAM-GONE";
}
