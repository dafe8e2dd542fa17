import { setTimeout } from "node:timers/promises";
import { createApp, event, html, LiveView, live } from "liveloom";
import { z } from "zod";

const anything = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** Shows what the last event brought. */
class EventsPage extends LiveView {
  last = "";
  count = 0;

  clicked = event({ params: anything }, (params) => this._show("clicked", params));
  submitted = event({ params: anything }, (params) => this._show("submitted", params));
  changed = event({ params: anything }, (params) => this._show("changed", params));
  typed = event({ params: anything }, (params) => this._show("typed", params));
  slow = event(async () => {
    await setTimeout(300);
    this.count++;
  });
  fails = event(() => {
    throw new Error("secret detail");
  });

  _show(name: string, params: unknown) {
    this.count++;
    this.last = `${name} ${JSON.stringify(params)}`;
  }

  render() {
    return html`
      <output>${this.last}</output>
      <p id="count"><b>${this.count}</b></p>
      <button id="click" live-click=${this.clicked} data-member-id="3" data-x="<i>">click</button>
      <a id="link" href="/elsewhere/" live-click=${this.clicked}><span>link</span></a>
      <button id="off" live-click=${this.clicked} disabled>off</button>
      <input id="typed" name="q" live-input=${this.typed}>
      <select id="select" name="s" live-change=${this.changed}><option>1</option><option>2</option></select>
      <input id="box" type="checkbox" name="box" value="yes" live-change=${this.changed}>
      <form id="form" live-submit=${this.submitted} live-change=${this.changed} data-form="f">
        <input name="tag" value="a"><input name="tag" value="b">
        <button id="save" name="action" value="save">save</button>
      </form>
      <form id="slow" live-submit=${this.slow}><button>slow</button></form>
      <pre>${"\nline"}</pre>
      <button id="fails" live-click=${this.fails}>fail</button>`;
  }
}

/** A form whose fields hide its own methods. */
class ClobberedPage extends EventsPage {
  override render() {
    return html`
      <form live-submit=${this.submitted} data-form="c">
        <input name="matches" value="x"><input name="getAttribute"><input name="dataset"><b>${this.count}</b>
        <button>save</button>
      </form>
      <output>${this.last}</output>`;
  }
}

const routes = [live("/", EventsPage), live("/clobbered/", ClobberedPage)];
const app = createApp({ routes, production: true });

console.log(await app.listen({ port: Number(process.env.PORT) }));
