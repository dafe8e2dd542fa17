import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ServerFrame } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

let finish: (end: "show" | "leave" | "fail") => void;
let data: Promise<"show" | "leave" | "fail">;

class Report extends LiveView {
  static streamHead = true;
  title = "Report <1>";
  text = "";

  async mount() {
    const end = await data;
    if (end === "leave") this.redirect("/elsewhere/?a=1&b=2");
    if (end === "fail") throw new Error("secret detail");
    this.text = "numbers";
  }

  render() {
    return html`<p>${this.text}</p>`;
  }
}

let app: LiveApp;
beforeAll(async () => {
  app = await LiveApp.start({ production: true, routes: [live("/", Report)] });
});
afterAll(() => app.close());
beforeEach(() => {
  data = new Promise((resolve) => {
    finish = resolve;
  });
});

/** The answer's first piece, and what follows it. */
async function request() {
  const response = await fetch(app.origin, { headers: { accept: "text/html" } });
  const reader = (response.body as ReadableStream<Uint8Array>)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  const { value: first = "" } = await reader.read();
  const rest = async () => {
    let text = "";
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += piece.value;
    return text;
  };
  return { response, first, rest };
}

describe("a view that streams its head", () => {
  test("shows it before its data is there, with cookie, policy and script", async () => {
    const { response, first, rest } = await request();
    expect(response.headers.get("set-cookie")).toContain("session=");
    expect(response.headers.get("content-security-policy")).toContain("nonce-");
    expect(first).toMatch(/<title[^>]*>Report &lt;1&gt;<.*<script [^>]*src="\/live\/liveloom/s);
    expect(first).not.toContain("numbers");
    finish("show");
    expect(await rest()).toMatch(
      /<div live-view="0" live-token="[^"]+" live-marks="1" live-title="[^"]*"><p lv>numbers<\/p><\/div><script .*<\/html>/s,
    );
  });

  test("is joined like any other", async () => {
    finish("show");
    const client = await app.visit("/");
    expect(client.received.map((frame) => JSON.parse(frame)[0])).toEqual([ServerFrame.Joined]);
  });

  test("lets the browser do a redirect", async () => {
    const { rest } = await request();
    finish("leave");
    expect(await rest()).toContain('data-to="/elsewhere/?a=1&amp;b=2"');
  });

  test("says that something went wrong, without details", async () => {
    const { rest } = await request();
    finish("fail");
    const text = await rest();
    expect(text).toMatch(/<p lv=e role="alert">.*[0-9a-f]{8}/);
    expect(text).not.toContain("secret");
  });
});
