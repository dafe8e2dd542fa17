import type { Message } from "../../shared/wire.ts";

/** Most messages at a time; of more, the oldest go. */
export const messagesLimit = 10;

/** Longest text of a message, in characters; a longer one is cut. */
export const messageTextLimit = 1_000;

/** A message as it is kept and sent. */
export function createMessage(level: Message["level"], text: string): Message {
  return { level, text: text.length > messageTextLimit ? `${text.slice(0, messageTextLimit - 1)}…` : text };
}

/** The messages of one view. What its own template reads is shown there, anything else by the layout. */
export class ViewMessages {
  #list: readonly Message[];
  #isShown = false;
  #isRead = false;
  /** Whether those that were shown are in the view's own template. */
  #isOwn = false;

  constructor(list: readonly Message[] = []) {
    this.#list = list;
  }

  /** A new message takes the place of those that were shown. */
  add(message: Message): void {
    this.#list = this.#isShown ? [message] : [...this.#list, message].slice(-messagesLimit);
    this.#isShown = false;
    this.#isRead = false;
  }

  /** For the view's own template. */
  read(): readonly Message[] {
    this.#isRead = true;
    return this.#isShown && !this.#isOwn ? [] : this.#list;
  }

  /** To be called after the view was rendered: what the layout has to show, if anything. */
  settle(): readonly Message[] {
    if (this.#isShown) return [];
    this.#isShown = true;
    this.#isOwn = this.#isRead;
    return this.#isRead ? [] : this.#list;
  }

  get unseen(): readonly Message[] {
    return this.#isShown ? [] : this.#list;
  }

  /** Takes those out that nobody has seen, for the next page. */
  takeUnseen(): readonly Message[] {
    const { unseen } = this;
    if (unseen.length > 0) this.#list = [];
    return unseen;
  }

  /** Those that were shown go with the address. */
  forgetShown(): void {
    if (this.#isShown) this.#list = [];
  }
}
