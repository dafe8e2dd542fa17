import { type Message, pageAttributes } from "../../shared/wire.ts";

/** Shows messages in place of those before. False when the layout has no place for them. */
export function showMessages(messages: readonly Message[]): boolean {
  const box = document.querySelector(`[${pageAttributes.messages}]`);
  box?.replaceChildren(...messages.map(messageBox));
  return box !== null;
}

function messageBox({ level, text }: Message): Element {
  const box = document.createElement("p");
  box.className = `live-message live-message-${level}`;
  box.setAttribute("role", level === "warning" || level === "error" ? "alert" : "status");
  box.textContent = text;
  return box;
}
