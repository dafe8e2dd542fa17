import type { Principal } from "../live/principal.ts";
import type { PubSub } from "../pubsub/pubsub.ts";
import { checkedRoom, type Delivery, isDelivery, topicOf } from "./recipients.ts";

interface Room {
  leave(): void;
  /** For whom the app's rule said yes; undefined when nobody has to be asked again. */
  admitted: Principal | undefined;
  /** Whether the page is in it because it names it. */
  isNamed: boolean;
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

  constructor(pubsub: PubSub, page: ListeningPage, principal: Principal) {
    this.#pubsub = pubsub;
    this.#page = page;
    for (const topic of ownTopics(page, principal)) this.#stop.push(this.#listen(topic));
  }

  /** The room that was entered first. */
  get first(): string | undefined {
    return this.#rooms?.keys().next().value;
  }

  /** All that a page of this user listens to. */
  of(principal: Principal): readonly string[] {
    const rooms = [...(this.#rooms?.keys() ?? [])];
    return [...ownTopics(this.#page, principal), ...rooms.map((room) => topicOf({ room }))];
  }

  /** On the server's word, whatever the page names. @throws LV-ROOM-NAME */
  join(name: string): void {
    this.#entered(name).isNamed = false;
  }

  /** The page names it. @param admitted The user for whom a rule said yes. @throws LV-ROOM-NAME */
  enter(name: string, admitted?: Principal): void {
    this.#entered(name, admitted);
  }

  /** Leaves the rooms that the page named before, but these. */
  leaveOthers(named: readonly string[]): void {
    for (const [name, { isNamed }] of this.#rooms ?? [])
      if (isNamed && !named.includes(name)) this.leave(name);
  }

  #entered(name: string, admitted?: Principal): Room {
    this.#rooms ??= new Map();
    const known = this.#rooms.get(checkedRoom(name));
    const room = known ?? { leave: this.#listen(topicOf({ room: name }), name), admitted, isNamed: true };
    this.#rooms.set(name, room);
    return room;
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

function ownTopics({ sessionName }: ListeningPage, { user }: Principal): readonly string[] {
  const topics = [topicOf("everyone"), topicOf({ session: sessionName })];
  return user.isAuthenticated ? [...topics, topicOf({ user: user.id })] : topics;
}
