import { type Html, html } from "../../template/html.ts";
import type { AccountTexts } from "../texts/account-texts.ts";

/** A moment as people read it, in UTC. @param at milliseconds since 1970 */
export function timeText({ locale }: AccountTexts, at: number): Html {
  const date = new Date(at);
  const look = { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" } as const;
  const text = new Intl.DateTimeFormat(locale, look).format(date);
  return html`<time datetime=${date.toISOString()}>${text} UTC</time>`;
}
