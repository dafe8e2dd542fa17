import { pageAttributes } from "../../shared/markup.ts";
import type { Message } from "../../shared/wire.ts";

/** Shows messages in place of those before. False when the layout has no place for them. */
export function showMessages(messages: readonly Message[]): boolean {
  const box = document.querySelector(`[${pageAttributes.messages}]`);
  box?.replaceChildren(...messages.map(messageBox));
  return box !== null;
}

/** Lets people dismiss the messages that came with the page. */
export function letDismiss(): void {
  for (const message of document.querySelectorAll(`[${pageAttributes.messages}] > *`)) addClose(message);
}

function messageBox({ level, text }: Message): Element {
  const box = document.createElement("p");
  box.className = `live-message live-message-${level}`;
  box.setAttribute("role", level === "warning" || level === "error" ? "alert" : "status");
  box.textContent = text;
  addClose(box);
  return box;
}

/** A drawing: a letter would belong to the message's text. */
const cross = `<svg viewBox="0 0 8 8" width="10" height="10"><path d="M1 1l6 6M7 1l-6 6" stroke="currentColor"/></svg>`;

function addClose(message: Element): void {
  const close = document.createElement("button");
  close.type = "button";
  close.innerHTML = cross;
  close.className = "live-message-close";
  close.setAttribute("aria-label", "Dismiss");
  close.addEventListener("click", () => message.remove());
  message.append(close);
}
