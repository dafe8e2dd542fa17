import { createApp, event, get, Handlers, handler, html, LiveView, live, type TemplateValue } from "liveloom";

let slow = () => {};

/** When this server was started. */
const started = Date.now();

const show = handler("show", (ctx) =>
  ctx.send({ target: "#last", html: html`${JSON.stringify({ data: ctx.data, form: ctx.form })}` }),
);

const count = handler("count", (ctx) =>
  ctx.send({ target: "#counts", append: html`<li>${ctx.data.what ?? "x"} ${JSON.stringify(ctx.form)}</li>` }),
);

const places = handler("places", (ctx) =>
  ctx.send(
    { target: "#place", html: html`<i>in</i>` },
    { target: "#place", append: html`<i>append</i>` },
    { target: "#place", prepend: html`<i>prepend</i>` },
    { target: "#place", before: html`<i class="around">before</i>` },
    { target: "#place", after: html`<i class="around">after</i>` },
    { target: "#old", outer: html`<b id="new">outer</b>` },
    { target: "#gone", remove: true },
    { target: "#nowhere", html: html`<i>nowhere</i>` },
    { target: "][", html: html`<i>nowhere</i>` },
    { target: "tbody", append: html`<tr><td>2</td><td>${"<b>"}</td></tr>` },
    { target: "[aria-label=s]", append: html`<option>two</option>` },
    { target: "svg", append: html`<circle id="dot" cx="5" cy="5" r="4"></circle>` },
    { target: "#text", html: html`only ${"text & more"}` },
    { target: "#script", html: html`<script nonce=${"x"}>document.title = "ran"</script><b>script</b>` },
  ),
);

const effects = handler("effects", (ctx) =>
  ctx.send(
    { title: "Second", url: "/?page=2", focus: "#typed", event: { name: "app:done", detail: { id: 7 } } },
    { target: "#page", html: html`2` },
    { scroll: "#below" },
  ),
);

const press = handler("press", (ctx) =>
  ctx.send({ target: "#counts", append: html`<li>${ctx.data.key}</li>` }),
);

const turn = handler("turn", (ctx) => {
  const { to = "" } = ctx.data;
  return ctx.send({ target: "#page", html: html`${to}`, title: `Page ${to}`, url: `/?page=${to}` });
});

const visit = handler("visit", (ctx) => ctx.send({ url: "/live/?from=handler" }));

const morph = handler("morph", (ctx) =>
  ctx.send({
    target: "#morph",
    morph: html`<input id="kept" name="kept" value=${ctx.data.value} title=${ctx.data.text}><b>${ctx.data.text}</b>`,
  }),
);

/** What comes after the morphing has to be there, whether its code was loaded before or not. */
const in_order = handler("in_order", (ctx) =>
  ctx.send(
    { target: "#morph", morph: html`<b>1</b>` },
    { target: "#morph", append: html`<b>2</b>` },
    { target: "#morph", morph: html`<b>1</b><b>2</b><b>3</b>` },
    { target: "#morph", append: html`<b>4</b>` },
  ),
);

const scroll = handler("scroll", (ctx) =>
  ctx.send(ctx.data.to ? { scroll: ctx.data.to } : { scrollTop: true }),
);

const wait = handler("wait", async (ctx) => {
  await ctx.send({ target: "#last", html: html`waiting` });
  await new Promise<void>((resolve) => {
    slow = resolve;
  });
  await ctx.send({ target: "#last", html: html`done` });
});

const go_on = handler("go_on", () => slow());

const later = handler("later", (ctx) => {
  ctx.after(1_000, () => ctx.send({ target: "#last", html: html`later` }));
});

const all = handler("all", (ctx) =>
  ctx.broadcast({ target: "#last", html: html`all: ${ctx.form.text ?? ""}` }),
);

const again = handler("again", (ctx) =>
  ctx.send({ target: "#again", append: html`<li live-init="again">again</li>` }),
);

const fail = handler("fail", () => {
  throw new Error("secret detail");
});

const pause = handler("pause", async (ctx) => {
  await ctx.send({ target: "#last", html: html`paused` });
  await new Promise<void>((resolve) => {
    slow = resolve;
  });
});

function page(number: string): TemplateValue {
  return html`
    <output id="last"></output><ol id="counts"></ol><p id="page">${number}</p>
    <div id="dialog" live-call=${count} data-what="overlay"><div live-stop><b id="inside">inside</b>
      <button id="close" live-call=${count} data-what="close">close</button></div><b id="edge">edge</b></div>
    <button id="data" live-call=${show} data-product-id="42" data-data-modal-id="7">data</button>
    <form id="form" live-call=${show} data-form="f">
      <input name="firstName" value="Ada"><input name="tag" value="a"><input name="tag" value="b">
      <input type="checkbox" name="c" value="yes" checked><input type="checkbox" name="c" value="no">
      <select name="s" multiple><option selected>1</option><option selected>2</option></select>
      <input name="off" value="x" disabled><input value="unnamed"><input type="radio" name="r" value="1">
      <button id="save" name="action" value="save">save</button>
      <button id="peek" type="button" live-call=${show}>peek</button>
    </form>
    <form id="files" live-call=${show}><input type="file" name="file"><button id="send">send</button></form>
    <input id="typed" name="q" live-call=${count} data-what="typed">
    <input id="debounced" name="d" live-call=${count} live-debounce="300" data-what="debounced">
    <input id="left" name="l" live-call=${count} live-on="blur" data-what="left">
    <input id="box" type="checkbox" name="box" value="on" live-call=${count} data-what="box">
    <a id="link" href="/elsewhere/" live-call=${count} data-what="link">link</a>
    <button id="off" live-call=${count} disabled>off</button>
    <button id="ask" live-call=${count} live-confirm="Sure?">ask</button>
    <button id="places" live-call=${places}>places</button>
    <div><p id="place">old</p></div><p id="old">old</p><p id="gone">gone</p>
    <table><tbody><tr><td>1</td></tr></tbody></table><select aria-label="s"><option>one</option></select>
    <svg width="10" height="10"></svg><p id="text"></p><div id="script"></div>
    ${["2", "3", "4", "5"].map((to) => html`<button id=${`turn-${to}`} live-call=${turn} data-to=${to}>${to}</button>`)}
    <button id="effects" live-call=${effects}>effects</button>
    <div id="morph"><input id="kept" name="kept"><b>old</b></div>
    <button id="morphs" live-call=${morph} data-text="new">morph</button>
    <button id="refills" live-call=${morph} data-text="newer" data-value="server">refill</button>
    <button id="in-order" live-call=${in_order}>in order</button>
    <button id="scrolls" live-call=${scroll} data-to="#below">scroll</button>
    <input id="throttled" name="t" live-call=${count} live-throttle="700" data-what="throttled">
    <button id="wait" live-call=${wait}>wait</button><button id="go" live-call=${go_on}>go</button>
    <button id="later" live-call=${later}>later</button>
    <form live-call=${all}><input id="all" name="text"></form>
    <button id="fails" live-call=${fail}>fail</button>
    <form id="paused" live-call=${pause}><button id="pausing">pause</button></form>
    <p id="fresh" live-refresh>${started}</p><ul id="again"></ul><button id="recurse" live-call=${again}>again</button>
    <p live-init=${count} data-what="init"></p>
    <div style="height: 3000px"></div><p id="below" live-appear=${count} live-disappear=${count} data-what="seen">below</p>
    <button id="top" live-call=${scroll}>top</button>`;
}

class Counter extends LiveView {
  count = 0;
  add = event(() => {
    this.count++;
  });
  render() {
    return html`<p id="counter">${this.count}</p><button id="add" live-click=${this.add}>add</button>
      <button id="call" live-call=${show} data-x=${this.count}>call</button>
      <button id="visit" live-call=${visit}>visit</button><p id="address">${this.request.url}</p>
      <div live-ignore id="mine"><output id="last"></output></div>`;
  }
}

const app = createApp({
  routes: [
    get("/", (context) =>
      context.page({
        title: "First",
        body: html`<div live-call=${press} live-on="keydown" live-key="ctrl+k ? Escape" live-prevent>${page(context.url.searchParams.get("page") ?? "1")}</div>`,
      }),
    ),
    live("/live/", Counter),
    get("/go-on/", () => {
      slow();
      return new Response("ok");
    }),
  ],
  handlers: new Handlers([
    show,
    count,
    places,
    effects,
    press,
    turn,
    visit,
    morph,
    in_order,
    scroll,
    wait,
    go_on,
    later,
    all,
    again,
    fail,
    pause,
  ]),
});

console.log(`Open ${await app.serve()}`);
