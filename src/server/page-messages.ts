import type { Message } from "../shared/wire.ts";
import { type Html, html } from "../template/html.ts";

/** Where a layout shows messages; later ones are put there by the browser's part, in the same form. */
export function pageMessages(messages: readonly Message[]): Html {
  return html`<div class="live-messages" live-messages aria-live="polite">${messages.map(messageBox)}</div>`;
}

function messageBox({ level, text }: Message): Html {
  const role = level === "warning" || level === "error" ? "alert" : "status";
  return html`<p class=${`live-message live-message-${level}`} role=${role}>${text}</p>`;
}
