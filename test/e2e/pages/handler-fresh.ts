import { createApp, get, Handlers, type HttpContext, handler, html, LiveView, live } from "liveloom";

/** When this server was started. */
const started = Date.now();

let count = 0;
let isLocked = false;

const turn = handler("turn", (ctx) => {
  const { to = "" } = ctx.data;
  return ctx.send({ target: "#page", html: html`${to}`, url: `/pages/${to}/` });
});

const echo = handler("echo", (ctx) =>
  ctx.send({ target: "#echo", html: html`${JSON.stringify(Object.entries(ctx.form))}` }),
);

const log = () => html`<div live-ignore><ul id="log"></ul></div>`;

/** Two regions that are fetched anew; the page has the second one only as long as nothing was counted. */
function counted() {
  return html`<p id="count" live-refresh>${count}</p><p id="started" live-refresh>${started}</p>
    ${count === 0 && html`<p id="only-at-first" live-refresh>first</p>`}
    <form live-call=${echo}><input name="__proto__" value="own"><input name="a" value="1"><button>echo</button></form>
    <output id="echo"></output>`;
}

function numbered(context: HttpContext) {
  const number = context.params.number ?? "";
  return html`<main live-room=${context.room(`page ${number}`)}><p id="page">${number}</p>${log()}
    ${["2", "3"].map((to) => html`<button live-call=${turn} data-to=${to}>${to}</button>`)}</main>`;
}

class Warp extends LiveView {
  render() {
    return html`<h1 live-room="warp">Warp</h1>${log()}<a href="/weft/" live-navigate>weft</a>`;
  }
}

class Weft extends LiveView {
  render() {
    return html`<h1 live-room="weft">Weft</h1>${log()}<a href="/warp/" live-navigate>warp</a>`;
  }
}

const done = () => new Response("ok");

const app = createApp({
  routes: [
    get("/", (context) => context.page({ title: "Count", body: counted() })),
    get("/pages/:number/", (context) => {
      if (isLocked && context.params.number === "2") return context.redirect("/login/");
      return context.page({ title: "Numbers", body: numbered(context) });
    }),
    get("/login/", (context) =>
      context.page({ title: "Log in", body: html`<p id="login">Who are you?</p>` }),
    ),
    get("/lock/", () => {
      isLocked = true;
      return done();
    }),
    get("/counted/", () => {
      count++;
      app.send("everyone", { target: "#count", html: html`${count}` });
      return done();
    }),
    get("/tell/:room/", ({ params: { room = "" } }) => {
      app.send({ room }, { target: "#log", append: html`<li>${room}</li>` });
      return done();
    }),
    live("/warp/", Warp),
    live("/weft/", Weft),
  ],
  handlers: new Handlers([turn, echo]),
  authorizeRoom: (room) => room === "warp" || room === "weft",
});

console.log(`Open ${await app.serve()}`);
