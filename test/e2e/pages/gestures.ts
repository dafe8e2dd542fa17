import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createApp, each, event, html, LiveView, live, when } from "liveloom";
import { DjangoTemplates } from "liveloom/django";
import { z } from "zod";

const anything = z.record(z.string(), z.json());

/** Writes down what it hears, in order. */
class GesturesPage extends LiveView {
  log: string[] = [];
  isOpen = false;

  hear = event({ params: anything }, (params) => this._note("hear", params));
  other = event({ params: anything }, (params) => this._note("other", params));
  search = event({ params: anything, debounce: 300 }, (params) => this._note("search", params));
  left = event({ params: anything, debounce: "blur" }, (params) => this._note("left", params));
  seldom = event({ params: anything, throttle: 400 }, (params) => this._note("seldom", params));
  slow = event({ params: anything }, async (params) => {
    await setTimeout(400);
    this._note("slow", params);
  });
  fails = event(async () => {
    await setTimeout(200);
    throw new Error("on purpose");
  });
  toggle = event(() => {
    this.isOpen = !this.isOpen;
  });
  clear = event(() => {
    this.log = [];
  });

  _note(name: string, params: unknown) {
    this.log.push(`${name} ${JSON.stringify(params)}`);
  }

  render() {
    return html`
      <ol id="log">${each(this.log, (line) => html`<li>${line}</li>`)}</ol>
      <div id="double" live-dblclick=${this.hear} data-a="1">double</div>
      <div id="focus" live-focus=${this.hear} live-blur=${this.other}>
        <input id="one" name="one" value="1"><input id="two" name="two" value="2">
      </div>
      <input id="keys" name="q" live-keydown=${this.hear} live-key="Enter ctrl+s mod+k shift+Enter ? Space" live-prevent>
      <input id="up" name="q" live-keyup=${this.hear} live-key="a">
      <div id="outer" live-keydown=${this.other} live-key="Escape Enter">
        <input id="inner" name="i" live-keydown=${this.hear} live-key="Enter">
        <input id="stopped" name="s" live-stop>
      </div>
      <input id="held" name="h" live-keydown=${this.slow} live-key="a">
      <textarea id="paste" live-paste=${this.hear}></textarea>
      <div id="hover" live-mouseenter=${this.hear} live-mouseleave=${this.other}><b>hover</b> me</div>
      <div live-click=${this.other} id="row">row <b id="in-row">b</b> <i id="stop" live-stop>stop</i></div>
      <a id="away" href="/elsewhere/" live-click=${this.hear}>link</a>
      <label id="free"><input id="box" type="checkbox" live-click=${this.hear} live-prevent>prevented</label>
      <button id="aria" live-click=${this.hear} aria-disabled="true">off</button>

      <input id="search" name="q" live-input=${this.search}>
      <input id="left" name="l" live-input=${this.left}>
      <input id="quick" name="q" live-input=${this.search} live-debounce="0">
      <form id="form" live-submit=${this.other} live-change=${this.hear} live-input=${this.hear} live-debounce="5000">
        <input id="in-form" name="f"><button id="send">send</button>
      </form>
      <button id="seldom" live-click=${this.seldom}>seldom</button>
      <button id="plain" live-click=${this.other}>plain</button>

      <button id="sure" live-click=${this.hear} live-confirm="Really?">sure</button>
      <form id="sure-form" live-submit=${this.hear} live-confirm="The form?">
        <button id="sure-save" name="b" value="save">save</button>
        <button id="sure-remove" name="b" value="remove" live-confirm="Remove it?">remove</button>
      </form>
      <form id="busy" live-submit=${this.slow} live-input=${this.hear}>
        <input name="text" value="x">
        <button id="saving" live-disable-with="Saving…">Save <i>${this.log.length}</i></button>
        <input id="saving-too" type="submit" value="Too" live-disable-with="…">
      </form>
      <button id="broken" live-click=${this.fails} live-disable-with="Wait">Break</button>
      <button id="toggle" live-click=${this.toggle}>toggle</button>
      <button id="clear" live-click=${this.clear}>clear</button>
      ${when(
        this.isOpen,
        () => html`<section id="menu" live-click-away=${this.toggle} live-mounted=${this.hear} data-menu="m"
          live-window-keydown=${this.toggle} live-key="Escape">
          <button id="in-menu" live-click=${this.other}>in</button> text
        </section>`,
      )}`;
  }
}

/** What happens to the page as a whole. */
class WindowPage extends GesturesPage {
  override render() {
    return html`
      <ol id="log">${each(this.log, (line) => html`<li>${line}</li>`)}</ol>
      <div live-window-keydown=${this.hear} live-key="k Escape ctrl+s" live-prevent></div>
      <div live-window-keyup=${this.other} live-key="ArrowUp"></div>
      <div live-window-scroll=${this.hear}></div>
      <div live-window-resize=${this.hear} live-debounce="100"></div>
      <div live-window-online=${this.other} data-is="online" live-window-offline=${this.other}></div>
      <div live-window-visibility=${this.hear}></div>
      <input id="field"><div id="stop" tabindex="0" live-stop>stop</div>
      <p class="tall">tall</p>`;
  }
}

/** Elements that come into view. */
class SightPage extends GesturesPage {
  pages = 1;
  hasMore = true;

  more = event({ params: anything }, () => {
    this.pages++;
    this.hasMore = this.pages < 6;
  });

  override render() {
    return html`
      <p id="pages">${this.pages}</p>
      <ol id="log">${each(this.log, (line) => html`<li>${line}</li>`)}</ol>
      <p id="first" live-viewport-enter=${this.hear} live-viewport-leave=${this.other} data-p="first">first</p>
      <p id="once" live-viewport-enter=${this.hear} live-viewport-once data-p="once">once</p>
      ${Array.from({ length: this.pages }, (_, page) => html`<p class="page">page ${page}</p>`)}
      <p id="end" live-viewport-enter=${this.hasMore ? this.more : null} live-viewport-margin="50">end</p>`;
  }
}

/** Nothing of it is there at first. */
class LaterPage extends GesturesPage {
  override render() {
    return html`
      <ol id="log">${each(this.log, (line) => html`<li>${line}</li>`)}</ol>
      <button id="toggle" live-click=${this.toggle}>toggle</button>
      ${when(this.isOpen, () => html`<input name="q" live-keydown=${this.hear} live-key="Escape">`)}`;
  }
}

/** The same attributes from a template file. */
class DjangoPage extends GesturesPage {
  static template = "gestures.html";
  override render() {
    return LiveView.prototype.render.call(this);
  }
}

const app = createApp({
  routes: [
    live("/", GesturesPage),
    live("/window/", WindowPage),
    live("/sight/", SightPage),
    live("/later/", LaterPage),
    live("/django/", DjangoPage),
  ],
  templates: new DjangoTemplates({ folders: [fileURLToPath(new URL("./templates", import.meta.url))] }),
  production: true,
  hibernateAfter: 200,
  layout: (page) => html`<!doctype html><html lang="en"><head><title>Gestures</title>
    <style nonce=${page.nonce}>#log { position: fixed; inset: 0 0 auto 50%; pointer-events: none; overflow-wrap: anywhere }
      .tall { height: 3000px } .page { height: 200px } #row { padding: 5px }</style>${page.head}</head>
    <body>${page.body}</body></html>`,
});

console.log(await app.listen({ port: Number(process.env.PORT) }));
