import { createApp, get, Handlers, type Html, handler, html } from "liveloom";

/** How often each was called. */
const calls = new Map<string, number>();

function counted(name: string): number {
  const count = (calls.get(name) ?? 0) + 1;
  calls.set(name, count);
  return count;
}

const appearing = (count: number): Html => html`<p id="spot" live-appear="appear">${count}</p>`;

const focused = (count: number): Html =>
  html`<input id="spot" aria-label="spot" live-call="focus" live-on="focus" live-autofocus value=${count}>`;

const opening = (): Html => html`<li live-init="tabs">open</li>`;

const row = (count: number): Html =>
  html`<p style="height: 2000px">row ${count}</p><p id="spot" live-appear="more">${count}</p>`;

const pressed = (count: number): Html => html`<button id="spot" live-call="press">${count}</button>`;

/** Bodies of pages by their paths. Each has an element at #spot that is replaced by its own answer. */
const pages: Record<string, () => Html> = {
  appear: () => appearing(0),
  focus: () => html`<p id="spot">none</p><button live-call="focus">begin</button>`,
  event: () =>
    html`<p id="spot" live-call="event" live-on="app:saved">0</p><button live-call="event">begin</button>`,
  tabs: () => html`<ul id="spot"></ul><button live-call="tabs">begin</button>`,
  more: () => row(0),
  press: () => pressed(0),
};

const handlers = [
  handler("appear", (ctx) => ctx.send({ target: "#spot", outer: appearing(counted("appear")) })),
  handler("focus", (ctx) => ctx.send({ target: "#spot", outer: focused(counted("focus")) })),
  handler("event", (ctx) =>
    ctx.send({ target: "#spot", html: html`${counted("event")}`, event: "app:saved" }),
  ),
  handler("tabs", (ctx) => {
    counted("tabs");
    return ctx.others.send({ target: "#spot", append: opening() });
  }),
  handler("more", (ctx) => ctx.send({ target: "#spot", outer: row(counted("more")) })),
  handler("press", (ctx) => ctx.send({ target: "#spot", outer: pressed(counted("press")) })),
  handler("answer", (ctx) => ctx.send({ target: "#answer", html: html`answered` })),
];

const app = createApp({
  routes: [
    ...Object.entries(pages).map(([name, body]) =>
      get(`/${name}/`, (context) => {
        const own = html`${body()}<button id="ask" live-call="answer">ask</button><output id="answer"></output>`;
        return context.page({ title: name, body: own });
      }),
    ),
    get("/count/:name/", ({ params }) => new Response(String(calls.get(params.name ?? "") ?? 0))),
  ],
  handlers: new Handlers(handlers),
});

console.log(`Open ${await app.serve()}`);
