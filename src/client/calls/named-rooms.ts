import { callAttributes } from "../../shared/markup.ts";
import { attributeOf } from "../elements.ts";

/** The rooms that the page wants to be in. */
export function namedRooms(): string[] {
  const found = document.querySelectorAll(`[${callAttributes.room}]`);
  return [...found].map((element) => attributeOf(element, callAttributes.room) ?? "");
}
