/** The key of one topic among many of its kind: an id from the database, mostly. */
export type TopicKey = string | number;

/** The name of a topic together with the type of its messages. Made by {@link topic}. */
export class Topic<Message> {
  /** Exists for the compiler only. */
  declare protected readonly message: Message;
  /** As `handleInfo` gets it, and as `publish` and `subscribe` take it without types. */
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /**
   * The topic of one thing among many: `topic("room").for(7)` is named `room:7`. Colons and per cent signs in the key
   * are escaped, so that no key leads to another topic.
   */
  for(key: TopicKey): Topic<Message> {
    return new Topic(`${this.name}:${String(key).replace(/[%:]/g, (mark) => encodeURIComponent(mark))}`);
  }
}

type NotSendable =
  | bigint
  | symbol
  | Date
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | ((...given: never) => unknown);

/** What of a message stays the same as JSON; the rest becomes `never`. */
type Sendable<Message> = unknown extends Message
  ? Message
  : Message extends string | number | boolean | null | undefined
    ? Message
    : Message extends NotSendable
      ? never
      : { readonly [Name in keyof Message]: Sendable<Message[Name]> };

type NameFor<Message> = [Message] extends [Sendable<Message>] ? string : "A message has to be a JSON value";

/**
 * Names a topic and says what its messages are, once for those who publish and those who subscribe.
 * @example
 * const roomTopic = topic<{ text: string }>("room");
 * app.publish(roomTopic.for(7), { text: "Hello" });
 * this.subscribe(roomTopic.for(7), ({ text }) => { this.last = text; });
 */
export function topic<Message>(name: NameFor<Message>): Topic<Message>;
export function topic<Message>(name: string): Topic<Message> {
  return new Topic(name);
}

/** The name of a topic with or without a type. */
export function topicName(topic: string | Topic<unknown>): string {
  return typeof topic === "string" ? topic : topic.name;
}
