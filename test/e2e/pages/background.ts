import { setTimeout as wait } from "node:timers/promises";
import { createApp, event, html, LiveView, live, topic } from "liveloom";

const greetings = topic<{ readonly text: string }>("greetings");

const sentence = "The quick brown fox jumps over the lazy dog, again and again. ";

/** Does in the background whatever it is asked to. */
class BackgroundPage extends LiveView {
  ticks = 0;
  percent = 0;
  text = "";
  greeting = "";
  late = this.resource(() => wait(200, "here"));

  mount() {
    this.every(50, () => {
      this.ticks++;
    });
    this.subscribe(greetings, ({ text }) => {
      this.greeting = text;
    });
  }

  greet = event(() => this.publish(greetings, { text: "hello" }));
  reload = event(() => this.late.reload());

  write = event(() => {
    this.text = sentence;
    this.task("write", async ({ show, signal }) => {
      for (const word of sentence.repeat(4).split(/(?<= )/)) {
        await wait(20, undefined, { signal });
        await show(() => {
          this.text += word;
        });
      }
    });
  });

  load = event(() => {
    this.task(async ({ show }) => {
      for (let percent = 10; percent <= 100; percent += 10) {
        await wait(20);
        await show(() => {
          this.percent = percent;
        });
      }
    });
  });

  render() {
    return html`
      <p id="ticks">${this.ticks}</p>
      <p id="greeting">${this.greeting}</p>
      <progress max="100" value=${this.percent}></progress>
      <p id="late">${this.late.match({
        pending: () => "pending",
        ok: (value) => html`<b>${value}</b>`,
        failed: () => "failed",
      })}</p>
      <p id="text">${this.text}</p>
      <p id="between">It says: ${this.text} And more.</p>
      <button live-click=${this.greet}>greet</button>
      <button live-click=${this.write}>write</button>
      <button live-click=${this.load}>load</button>
      <button live-click=${this.reload}>reload</button>`;
  }
}

const app = createApp({ routes: [live("/", BackgroundPage)], production: true });

console.log(await app.listen({ port: Number(process.env.PORT) }));
