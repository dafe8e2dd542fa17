import { createApp, get, Handlers, handler, html } from "liveloom";

const note = handler("note", (ctx) => {
  const { what, key = "", n = "" } = ctx.data;
  const text = [what, key, n, Object.values(ctx.form).join()].filter(Boolean).join(" ");
  return ctx.send({ target: "#log", append: html`<li>${text}</li>` });
});

/** Far longer than a test takes: what comes after it came because of something else. */
const long = "60000";

const body = html`<ul id="log"></ul>
  <button id="plain" live-call=${note} data-what="plain">plain</button>
  <button id="slow" live-call=${note} data-what="slow" live-throttle=${long}>slow</button>
  <button id="often" live-call=${note} data-what="often" live-throttle="50">often</button>
  <div id="moved" live-call=${note} live-on="mousemove" live-throttle=${long} data-what="moved">moved</div>
  <label>Keys <input id="keys" live-call=${note} live-on="keydown" live-key="Enter ctrl+s shift+Tab space" live-prevent data-what="key"></label>
  <label>Up <input id="up" live-call=${note} live-on="keyup" live-key="Escape" data-what="up"></label>
  <label>Any <input id="any" live-call=${note} live-on="keydown" data-what="any"></label>
  <div style="height: 1500px"></div>
  <p live-appear=${note} live-threshold="3000" data-what="far">far</p>
  <p live-appear=${note} live-threshold="10" data-what="near">near</p>
  <p live-appear=${note} data-what="here">here</p>
  <div id="box" style="height: 100px; overflow: auto"><div style="height: 500px"></div>
    <p live-appear=${note} live-threshold="200" data-what="inside">inside</p></div>`;

const app = createApp({
  routes: [get("/", (context) => context.page({ title: "Attributes", body }))],
  handlers: new Handlers([note]),
});

console.log(`Open ${await app.serve()}`);
