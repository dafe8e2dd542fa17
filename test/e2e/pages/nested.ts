import { createApp, each, event, html, LiveView, live, nested, when } from "liveloom";
import { z } from "zod";

const named = z.object({ name: z.string() });

class Note extends LiveView<typeof named> {
  static params = named;
  count = 0;
  note = "";

  add = event(() => {
    this.count++;
  });
  write = event({ params: z.object({ note: z.string() }) }, ({ note }) => {
    this.note = note;
  });
  crash = event(() => {
    this.count = -1;
    throw new Error("secret");
  });
  breaks = event(() => {
    this.count = -1;
  });
  slow = event(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    this.count += 10;
  });
  renderError() {
    return html`<p role="alert">${this.params.name} failed</p><button live-click=${this.add}>add</button>`;
  }
  render() {
    if (this.count < 0) throw new Error("cannot be shown");
    const { name } = this.params;
    return html`<output>${name}: ${this.count} ${this.note}</output>
      <form live-change=${this.write}><input name="note" aria-label="Note ${name}"></form>
      ${["add", "crash", "breaks", "slow"].map((event) => html`<button live-click=${event}>${event}</button>`)}`;
  }
}

class Clock extends LiveView {
  ticks = 0;
  mount() {
    this.every(50, () => {
      this.ticks++;
    });
  }
  render() {
    return html`<time>${this.ticks}</time>`;
  }
}

class Broken extends LiveView {
  mount() {
    throw new Error("secret");
  }
  render() {
    return html`<b>never</b>`;
  }
}

class Outer extends LiveView {
  n = 0;
  add = event(() => {
    this.n++;
  });
  render() {
    return html`<p><b id="outer">${this.n}</b> <button live-click=${this.add}>outer</button></p>
      ${nested(Note, { params: { name: "inner" } })}`;
  }
}

class NestedPage extends LiveView {
  n = 0;
  names = ["one", "two"];
  isElsewhere = false;

  add = event(() => {
    this.n++;
  });
  reverse = event(() => {
    this.names.reverse();
  });
  more = event(() => {
    this.names.push("three");
  });
  remove = event(() => {
    this.names.shift();
  });
  elsewhere = event(() => {
    this.isElsewhere = !this.isElsewhere;
  });

  render() {
    const clock = html`<section class=${`turn-${this.n % 2}`}>${nested(Clock)}</section>`;
    const outer = nested(Outer);
    return html`<h1>${this.n}</h1>
      ${["add", "reverse", "more", "remove", "elsewhere"].map((event) => html`<button live-click=${event}>page ${event}</button>`)}
      <a href="/other" live-navigate>other</a>
      ${clock}
      ${each(
        this.names,
        (name) => name,
        (name) => html`<article id="note-${name}">${nested(Note, { params: { name } })}</article>`,
      )}
      ${nested(Broken)}
      ${when(
        this.isElsewhere,
        () => html`<footer>${outer}</footer>`,
        () => html`<header>${outer}</header>`,
      )}`;
  }
}

class Other extends LiveView {
  render() {
    return html`<h1>Other</h1><a href="/" live-navigate>back</a>`;
  }
}

const app = createApp({ routes: [live("/", NestedPage), live("/other", Other)], production: true });

console.log(await app.listen({ port: Number(process.env.PORT) }));
