import {
  component,
  createApp,
  each,
  event,
  fill,
  html,
  LiveComponent,
  LiveView,
  live,
  type Slot,
} from "liveloom";
import { z } from "zod";

interface ItemProps {
  readonly id: number;
  readonly onRemove: (id: number) => void;
  readonly onBreak: () => void;
}

class Item extends LiveComponent<ItemProps> {
  clicks = 0;
  note = "";

  click = event(() => {
    this.clicks++;
  });
  write = event({ params: z.object({ note: z.string() }) }, ({ note }) => {
    this.note = note;
  });
  remove = event(() => this.props.onRemove(this.props.id));
  break = event(() => this.props.onBreak());

  render() {
    return html`<li id="item-${this.props.id}">
      <output>${this.props.id}: ${this.clicks} ${this.note}</output>
      <input name="note" live-input=${this.write} aria-label="Note ${this.props.id}">
      <button live-click=${this.click}>click</button>
      <button live-click=${this.remove}>remove</button>
      <button live-click=${this.break}>break</button>
    </li>`;
  }
}

class Panel extends LiveComponent<{ title: string; isBroken: boolean; children: Slot }> {
  isOpen = true;
  toggle = event(() => {
    this.isOpen = !this.isOpen;
  });
  renderError() {
    return html`<p role="alert">The panel has failed.</p>`;
  }
  render() {
    if (this.props.isBroken) throw new Error("broken");
    return html`<section>
      <button live-click=${this.toggle}>${this.props.title}</button>
      ${this.isOpen && fill(this.props.children)}
    </section>`;
  }
}

/** Does things beside its events, and has its page say and show something. */
class Clock extends LiveComponent<{ onStop: () => void }> {
  ticks = 0;
  heard = "";

  mount() {
    this.every(20, () => this.ticks++);
    this.subscribe("clocks", (message) => {
      this.heard = String(message);
    });
  }

  tell = event(() => this.publish("clocks", "heard"));
  say = event(() => this.flash("success", "It is late"));
  turn = event(() => this.patch("?turned"));
  stop = event(() => this.props.onStop());

  render() {
    return html`<div id="clock"><time>${this.ticks}</time> <i>${this.heard}</i> <a href=${this.href({})}>${this.request.url}</a>
      <button live-click=${this.tell}>tell</button> <button live-click=${this.say}>say</button>
      <button live-click=${this.turn}>turn</button> <button live-click=${this.stop}>stop</button></div>`;
  }
}

class ClockPage extends LiveView {
  isRunning = true;
  render() {
    const onStop = () => {
      this.isRunning = false;
    };
    return html`<h1>Clock</h1>${this.isRunning && component(Clock, { onStop })}`;
  }
}

class ComponentsPage extends LiveView {
  ids = [1, 2, 3];
  isBroken = false;
  views = 0;

  reverse = event(() => {
    this.ids.reverse();
  });
  mend = event(() => {
    this.isBroken = false;
  });

  render() {
    const list = each(
      this.ids,
      (id) => id,
      (id) =>
        component(Item, {
          key: id,
          id,
          onRemove: (gone) => {
            this.ids = this.ids.filter((other) => other !== gone);
          },
          onBreak: () => {
            this.isBroken = true;
          },
        }),
    );
    return html`<h1>${this.ids.join(" ")}</h1>
      <button live-click=${this.reverse}>reverse</button> <button live-click=${this.mend}>mend</button>
      ${component(Panel, { title: "panel", isBroken: this.isBroken, children: html`<ul>${list}</ul>` })}`;
  }
}

const app = createApp({ routes: [live("/", ComponentsPage), live("/clock/", ClockPage)], production: true });

console.log(await app.listen({ port: Number(process.env.PORT) }));
