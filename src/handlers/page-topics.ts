import type { Principal } from "../live/principal.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import { checkedRoom, type Delivery, isDelivery, topicOf } from "./recipients.ts";

interface Room {
  leave(): void;
  /** For whom the app's rule said yes; undefined when nobody has to be asked again. */
  admitted: Principal | undefined;
}

/** What a page listens to, as its owner decides. */
export interface ListeningPage {
  readonly sessionName: string;
  /** Brings updates to the page, if it may have them. @param room for those of a room */
  deliver(delivery: Delivery, room?: string): void;
}

/** The topics of one page: everyone's, its session's, its user's, and those of its rooms. */
export class PageTopics {
  readonly #pubsub: PubSub;
  readonly #page: ListeningPage;
  readonly #stop: (() => void)[] = [];
  /** Only once there is one. */
  #rooms: Map<string, Room> | undefined;

  constructor(pubsub: PubSub, page: ListeningPage, { user }: Principal) {
    this.#pubsub = pubsub;
    this.#page = page;
    this.#stop.push(this.#listen(topicOf("everyone")));
    this.#stop.push(this.#listen(topicOf({ session: page.sessionName })));
    if (user.isAuthenticated) this.#stop.push(this.#listen(topicOf({ user: user.id })));
  }

  /** The room that was entered first. */
  get first(): string | undefined {
    return this.#rooms?.keys().next().value;
  }

  /** @param admitted The user for whom a rule said yes. @throws LV-ROOM-NAME */
  join(name: string, admitted?: Principal): void {
    this.#rooms ??= new Map();
    if (this.#rooms.has(checkedRoom(name))) return;
    this.#rooms.set(name, { leave: this.#listen(topicOf({ room: name }), name), admitted });
  }

  leave(name: string): void {
    this.#rooms?.get(name)?.leave();
    this.#rooms?.delete(name);
  }

  /** For whom the rule of the room last said yes; undefined for a room without one, or that the page is not in. */
  admittedTo(name: string): Principal | undefined {
    return this.#rooms?.get(name)?.admitted;
  }

  /** The rule of the room said yes for this user. */
  admit(name: string, principal: Principal): void {
    const room = this.#rooms?.get(name);
    if (room) room.admitted = principal;
  }

  close(): void {
    for (const stop of this.#stop.splice(0)) stop();
    for (const { leave } of this.#rooms?.values() ?? []) leave();
    this.#rooms = undefined;
  }

  #listen(topic: string, room?: string): () => void {
    return this.#pubsub.subscribe(topic, (message) => {
      if (isDelivery(message)) this.#page.deliver(message, room);
    });
  }
}
