import type { Message } from "../../shared/wire.ts";

/** Most messages at a time; of more, the oldest go. */
export const messagesLimit = 10;

/** Longest text of a message, in characters; a longer one is cut. */
export const messageTextLimit = 1_000;

/** A message as it is kept and sent. */
export function createMessage(level: Message["level"], text: string): Message {
  return { level, text: text.length > messageTextLimit ? `${text.slice(0, messageTextLimit - 1)}…` : text };
}

/** Messages as they are at one moment. Never changed, only replaced. */
export interface MessagesState {
  readonly list: readonly Message[];
  readonly isShown: boolean;
  readonly isRead: boolean;
  /** Whether those that were shown are in the view's own template. */
  readonly isOwn: boolean;
  /** Whether the layout shows more than the list has. */
  readonly isCleared: boolean;
}

const nothing: MessagesState = { list: [], isShown: false, isRead: false, isOwn: false, isCleared: false };

/** The messages of one view. What its own template reads is shown there, anything else by the layout. */
export class ViewMessages {
  #state: MessagesState;

  constructor(list: readonly Message[] = []) {
    this.#state = { ...nothing, list };
  }

  /** Can be given back to {@link restore}. */
  get state(): MessagesState {
    return this.#state;
  }

  /** @param state Default: there were none. */
  restore(state = nothing): void {
    this.#state = state;
  }

  #change(changes: Partial<MessagesState>): void {
    this.#state = { ...this.#state, ...changes };
  }

  /** A new message takes the place of those that were shown. */
  add(message: Message): void {
    const { isShown, list } = this.#state;
    const added = isShown ? [message] : [...list, message].slice(-messagesLimit);
    this.#change({ list: added, isShown: false, isRead: false });
  }

  /** Takes messages back, also those that are shown. @param level Default: all levels. */
  clear(level?: Message["level"]): void {
    const { list: before, isShown, isOwn } = this.#state;
    const list = level === undefined ? [] : before.filter((message) => message.level !== level);
    if (list.length === before.length) return;
    if (isShown && !isOwn) this.#change({ list, isShown: false, isRead: false, isCleared: true });
    else this.#change({ list });
  }

  /** For the view's own template. */
  read(): readonly Message[] {
    const { isRead, isShown, isOwn, list } = this.#state;
    if (!isRead) this.#change({ isRead: true });
    return isShown && !isOwn ? [] : list;
  }

  /** To be called after the view was rendered: what the layout has to show, if anything. */
  settle(): readonly Message[] {
    const { isShown, isRead, list } = this.#state;
    if (isShown) return [];
    this.#change({ isShown: true, isOwn: isRead, isCleared: false });
    return isRead ? [] : list;
  }

  /** Whether the layout has to show something else than it does. */
  get hasNews(): boolean {
    return this.unseen.length > 0 || this.#state.isCleared;
  }

  get unseen(): readonly Message[] {
    const { isShown, list } = this.#state;
    return isShown ? [] : list;
  }

  /** Takes those out that nobody has seen, for the next page. */
  takeUnseen(): readonly Message[] {
    const { unseen } = this;
    if (unseen.length > 0) this.#change({ list: [] });
    return unseen;
  }

  /** Those that were shown go with the address. */
  forgetShown(): void {
    if (this.#state.isShown) this.#change({ list: [] });
  }
}
