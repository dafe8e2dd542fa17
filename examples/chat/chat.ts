import { each, event, form, html, LiveView, live, stream, styles, topic, when } from "liveloom";
import { z } from "zod";

interface Message {
  readonly id: number;
  readonly name: string;
  readonly text: string;
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number;
}

const rooms = { weaving: "Weaving", spinning: "Spinning", dyeing: "Dyeing" } as const;

/** A room remembers so many messages, and a page shows so many. */
const kept = 50;
/** How long somebody counts as typing after the last key, in milliseconds. */
const typingFor = 3_000;

/** What would be in a database: the messages of each room, the oldest first. */
const history = new Map<string, Message[]>();
let lastId = 0;

/** What everybody in a room is told. */
const roomTopic = topic<{ readonly said: Message } | { readonly typing: string }>("chat");

const params = z.object({ room: z.enum(["weaving", "spinning", "dyeing"]) });
const guest = z.object({
  name: z.string().trim().min(2, "At least two letters").max(20, "At most 20 letters"),
});
const message = z.object({ text: z.string().trim().min(1).max(500) });

/** Where one chooses a room. */
class Rooms extends LiveView {
  title = "Chat";

  render() {
    return html`
      <h1>Chat</h1>
      <p class="muted">Open a room in two windows, or with somebody else.</p>
      <ul class="rooms">${params.shape.room.options.map((room) => this.#room(room))}</ul>`;
  }

  #room(room: keyof typeof rooms) {
    return html`<li><a class="card" href=${this.href(Room, { params: { room } })} live-navigate>${rooms[room]}</a></li>`;
  }
}

class Room extends LiveView<typeof params> {
  static params = params;

  title = `${rooms[this.params.room]} · Chat`;
  name = "";
  guest = form(guest);
  draft = "";
  messages = stream({ key: ({ id }: Message) => id, limit: kept });
  /** Who else is typing. */
  typing: readonly string[] = [];
  readonly #forget = new Map<string, () => void>();

  mount() {
    this.messages.append(...(history.get(this.params.room) ?? []));
    this.subscribe(roomTopic.for(this.params.room), (news) => {
      if ("said" in news) this.#hear(news.said);
      else this.#see(news.typing);
    });
  }

  enter = event({ form: this.guest }, ({ name }) => {
    this.name = name;
  });

  write = event({ params: z.object({ text: z.string().max(500) }), throttle: 1_000 }, ({ text }) => {
    this.draft = text;
    if (this.name && text) this.publish(roomTopic.for(this.params.room), { typing: this.name });
  });

  send = event({ params: message, rateLimit: { calls: 20, perSeconds: 30 } }, ({ text }) => {
    if (!this.name) return;
    const { room } = this.params;
    const said = { id: ++lastId, name: this.name, text, at: Date.now() };
    history.set(room, [...(history.get(room) ?? []), said].slice(-kept));
    this.draft = "";
    this.publish(roomTopic.for(room), { said });
  });

  #hear(said: Message) {
    this.messages.append(said);
    this.#forget.get(said.name)?.();
    this.#stopped(said.name);
  }

  #see(name: string) {
    if (name === this.name) return;
    this.#forget.get(name)?.();
    this.#forget.set(
      name,
      this.after(typingFor, () => this.#stopped(name)),
    );
    this.typing = [...new Set([...this.typing, name])];
  }

  #stopped(name: string) {
    this.#forget.delete(name);
    this.typing = this.typing.filter((other) => other !== name);
  }

  render() {
    return html`
      <nav aria-label="Breadcrumb"><a href=${this.href(Rooms)} live-navigate>All rooms</a></nav>
      <h1>${rooms[this.params.room]}</h1>
      <ol class="messages" live-hook="StayAtEnd" tabindex="0" role="log" aria-label="Messages">${each(
        this.messages,
        (message) => this.#row(message),
      )}</ol>
      <p class="typing muted" role="status">${typingText(this.typing)}</p>
      ${this.name ? this.#say() : this.#introduce()}`;
  }

  #row({ name, text, at }: Message) {
    return html`<li style=${styles({ "--hue": hueOf(name) })}>
      <b>${name}</b> <time datetime=${new Date(at).toISOString()}>${new Date(at).toISOString().slice(11, 16)}</time>
      <p>${text}</p>
    </li>`;
  }

  #introduce() {
    const name = this.guest.field("name");
    return html`<form class="line" live-form=${this.guest} live-submit=${this.enter} novalidate>
      <input id=${name.id} name=${name.name} value=${name.value} aria-label="Your name" placeholder="Your name" autocomplete="nickname"
        aria-invalid=${name.invalid} aria-describedby=${name.describedBy}>
      <button>Enter</button>
    </form>
    ${when(name.invalid, () => html`<p class="error" id=${name.errorId}>${name.error}</p>`)}`;
  }

  #say() {
    return html`<form class="line" live-submit=${this.send}>
      <input name="text" value=${this.draft} live-input=${this.write} live-force-value aria-label="Message" placeholder="Say something"
        required maxlength="500" autocomplete="off" autofocus>
      <button>Send</button>
    </form>`;
  }
}

function typingText(names: readonly string[]): string {
  if (names.length === 0) return "";
  return names.length > 2
    ? "Several people are typing …"
    : `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} typing …`;
}

/** Everybody has a colour. */
function hueOf(name: string): number {
  return [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 360;
}

export const routes = [live("/", Rooms), live("/:room/", Room)];
