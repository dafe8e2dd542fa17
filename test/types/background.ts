import { type App, html, LiveView, type Topic, topic } from "liveloom";

interface Message {
  readonly text: string;
}

const roomTopic = topic<Message>("room");

topic("anything");
topic<string | null>("text");
topic<{ readonly id: number; readonly tags?: readonly { readonly name: string }[] }>("nested");
topic<Record<string, number>>("record");
topic<[number, string]>("pair");
// @ts-expect-error a date would arrive as text
topic<{ readonly at: Date }>("date");
// @ts-expect-error a Map would arrive empty
topic<{ readonly rooms: readonly Map<string, string>[] }>("map");
// @ts-expect-error JSON has no such numbers
topic<bigint>("bigint");

export class Room extends LiveView {
  report = this.resource(async () => 42);

  mount() {
    this.subscribe(roomTopic, ({ text }) => text satisfies string);
    this.subscribe(roomTopic.for(7));
    this.subscribe("room", (message) => message satisfies unknown);
    // @ts-expect-error not in the message
    this.subscribe(roomTopic, ({ test }) => test);
    // @ts-expect-error what comes under a plain name may be anything
    this.subscribe("room", ({ text }) => text);
    // @ts-expect-error a key is a text or a number
    this.subscribe(roomTopic.for(undefined));
    this.publish(roomTopic, { text: "x" });
    // @ts-expect-error not the topic's message
    this.publish(roomTopic, { test: "x" });
    // @ts-expect-error nor something else
    this.publish(roomTopic.for(7), "x");
    this.publish("room", "anything");
  }

  work() {
    this.every(1000, () => {}) satisfies () => void;
    this.task(async ({ signal, show }) => show(() => signal.aborted));
    this.task("name", async ({ show }) => show(() => {})).cancel();
    // @ts-expect-error a name alone is no task
    this.task("name");
  }

  render() {
    this.report.value satisfies number | undefined;
    // @ts-expect-error it may not be there yet
    this.report.value satisfies number;
    // @ts-expect-error each state has to be shown
    this.report.match({ pending: () => "", ok: (value) => value });
    // @ts-expect-error a resource is not HTML
    html`${this.report}`;
    return html`${this.report.match({
      pending: () => "",
      ok: (value) => html`${value satisfies number}`,
      failed: () => null,
    })}`;
  }
}

export function announce(app: App, wide: Topic<Message | string>) {
  app.publish(roomTopic, { text: "x" });
  // @ts-expect-error not the topic's message
  app.publish(roomTopic, 7);
  app.publish(wide, "x");
}
