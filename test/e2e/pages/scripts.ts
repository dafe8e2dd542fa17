import { createApp, each, event, html, type LayoutPage, LiveView, live, staticFiles } from "liveloom";
import { z } from "zod";

const files = staticFiles("/static/", new URL("./public", import.meta.url));

declare module "liveloom" {
  interface BrowserEvents {
    welcome: unknown;
    stepped: unknown;
  }
}

/** Elements that scripts look after. */
class ScriptsPage extends LiveView {
  count = 0;
  kind = "Probe";
  rows = [1, 2, 3];

  mount() {
    this.pushEvent("welcome", { at: "mount" });
  }

  step = event(() => {
    this.count++;
    this.pushEvent("stepped", { count: this.count });
  });
  unrelated = event(() => {
    this.rows = this.rows.toReversed();
  });
  change = event(() => {
    this.kind = this.kind === "Probe" ? "Other" : "Probe";
  });
  shrink = event(() => {
    this.rows = this.rows.slice(1);
  });
  double = event({ params: z.object({ n: z.number() }) }, ({ n }) => {
    this.count = n * 2;
    return { doubled: n * 2 };
  });
  fail = event(() => {
    throw new Error("secret");
  });

  render() {
    return html`
      <output>${this.count}</output>
      <p id="probe" live-hook=${this.kind} data-count=${this.count}><b>${this.count}</b></p>
      <p id="broken" live-hook="Broken">${this.count}</p>
      <p id="later" live-hook="Later">${this.count}</p>
      <ul>${each(
        this.rows,
        (row) => row,
        (row) => html`<li id="row${row}" live-hook="Row">${row}</li>`,
      )}</ul>
      <div id="widget" live-hook="Widget" live-ignore data-value=${this.count}></div>
      <button id="step" live-click=${this.step}>Step</button>
      <button id="unrelated" live-click=${this.unrelated}>Turn</button>
      <button id="change" live-click=${this.change}>Change</button>
      <dialog live-modal></dialog>
      <button id="shrink" live-click=${this.shrink}>Shrink</button>`;
  }
}

const script = html`<script type="module" src=${files.url("scripts.js")}></script>`;

const layout = (page: LayoutPage) => html`<!doctype html>
<html lang="en">
<head>
  <title>Scripts</title>
  ${page.path === "/first/" ? script : ""}
  ${page.head}
  ${page.path === "/first/" ? "" : script}
</head>
<body><main>${page.body}</main>${page.path === "/first/" ? html`<p live-hook="Probe"></p>` : ""}</body>
</html>`;

const app = createApp({
  routes: [live("/", ScriptsPage), live("/first/", ScriptsPage)],
  files: [files],
  layout,
});
console.log(`Open ${await app.serve()}`);
