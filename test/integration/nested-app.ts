import { expect } from "vitest";
import { z } from "zod";
import { NotFound } from "../../src/errors.ts";
import { LiveComponent } from "../../src/live/components/live-component.ts";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { nested } from "../../src/live/nested/nested.ts";
import { live } from "../../src/server/live-route.ts";
import { attributes } from "../../src/shared/markup.ts";
import { ClientFrame, ServerFrame } from "../../src/shared/wire.ts";
import { each } from "../../src/template/each.ts";
import { html, type TemplateValue } from "../../src/template/html.ts";
import { stream } from "../../src/template/stream.ts";
import { when } from "../../src/template/when.ts";
import { LiveApp, type OpenPage } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

/** What happened, in order. */
export const log: string[] = [];
/** Lets what waits for it go on. */
export let release: () => void;
let held: Promise<void>;

/** Puts everything back for the next test. */
export function begin(): void {
  log.length = 0;
  set.isBroken = false;
  set.isWelcome = true;
  held = new Promise((resolve) => {
    release = resolve;
  });
}

/** What tests decide. */
export const set = { isBroken: false, isWelcome: true, content: (): TemplateValue => "" };

const nameSchema = z.object({ name: z.string() });

export class Child extends LiveView<typeof nameSchema> {
  static readonly params = nameSchema;
  count = 0;

  mount() {
    log.push(`mount ${this.params.name}`);
  }
  unmount() {
    log.push(`unmount ${this.params.name}`);
  }
  add = event(() => {
    this.count++;
  });
  slow = event(async () => {
    await held;
    this.count += 10;
  });
  fails = event(() => {
    this.count = 100;
    throw new Error("secret");
  });
  breaks = event(() => {
    this.count = -1;
  });
  lost = event(() => {
    throw new NotFound();
  });
  away = event(() => {
    this.flash("info", "Gone");
    this.navigate("/other/");
  });
  leaves = event(() => this.redirect("/other/"));
  patches = event(() => this.patch("?page=2"));
  retitle = event(() => {
    this.title = "Mine";
    this.count++;
  });
  render() {
    if (this.count < 0 || set.isBroken) throw new Error("cannot render");
    return html`<b live-click=${this.add}>${this.params.name} ${this.count}</b>`;
  }
}

export class Parent extends LiveView {
  n = 0;
  names = ["a", "b"];

  add = event(() => {
    this.n++;
  });
  reverse = event(() => {
    this.names.reverse();
  });
  setNames = event({ params: z.object({ names: z.array(z.string()) }) }, ({ names }) => {
    this.names = names;
  });
  render() {
    return html`<main>${this.n} ${each(
      this.names,
      (name) => name,
      (name) => html`<p>${name}</p><section>${nested(Child, { params: { name } })}</section>`,
    )}</main>`;
  }
}

export class Broken extends LiveView {
  mount() {
    throw new Error("no database");
  }
  render() {
    return html`<b>never</b>`;
  }
}

export class Careful extends Broken {
  override renderError({ id }: { id: string }) {
    return html`<em live-click=${"retry"}>${`Sorry: ${id}`}</em>`;
  }
}

export class Unrenderable extends LiveView {
  render(): never {
    throw new Error("no template");
  }
}

export class Secret extends LiveView {
  static readonly access = { decide: () => "deny" as const };
  render() {
    return html`<b>secret</b>`;
  }
}

export class Queried extends LiveView<undefined, typeof nameSchema> {
  static readonly query = nameSchema;
  render() {
    return html`<b>${this.query.name}</b>`;
  }
}

export class Frame extends LiveView {
  n = 0;
  add = event(() => {
    this.n++;
  });
  render() {
    return html`<main>${this.n} <aside>${set.content()}</aside></main>`;
  }
}

export class Restful extends Frame {
  restore() {}
}

export class Other extends LiveView {
  render() {
    return html`<h1>Other</h1>`;
  }
}

export class Guarded extends LiveView {
  authorize() {
    return set.isWelcome;
  }
  use = event(() => {});
  render() {
    return html`<b live-click=${this.use}>guarded</b>`;
  }
}

export class Feed extends LiveView {
  readonly lines = stream({ key: (line: string) => line });
  mount() {
    this.lines.append("first");
  }
  render() {
    return html`<ul>${each(this.lines, (line) => html`<li>${line}</li>`)}</ul>`;
  }
}

export class Mirror extends LiveView {
  render() {
    return html`<i>${nested(Mirror)}</i>`;
  }
}

export class Redirecting extends LiveView {
  mount() {
    this.flash("info", "Moved");
    this.redirect("/other/");
  }
  render() {
    return html`<b>never</b>`;
  }
}

export class Buttons extends LiveView {
  n = 0;
  press = event(() => {
    this.n++;
  });
  render() {
    return html`<p>pressed ${this.n}</p><button live-click=${this.press}>Press</button>`;
  }
}

export class Late extends LiveView {
  async mount() {
    await held;
  }
  render() {
    return html`<b>late</b>`;
  }
}

export class Outer extends LiveView {
  isOpen = true;
  toggle = event(() => {
    this.isOpen = !this.isOpen;
  });
  unmount() {
    log.push("unmount outer");
  }
  render() {
    return html`<div>${when(this.isOpen, () => nested(Child, { params: { name: "inner" } }))}</div>`;
  }
}

export class Card extends LiveComponent {
  isOpen = true;
  toggle = event(() => {
    this.isOpen = !this.isOpen;
  });
  render() {
    return html`<article>${when(this.isOpen, () => nested(Child, { params: { name: "card" } }))}</article>`;
  }
}

let app: LiveApp;

export async function startApp(hibernateAfter?: number): Promise<LiveApp> {
  const routes = [
    live("/", Parent),
    live("/frame/", Frame),
    live("/restful/", Restful),
    live("/other/", Other),
  ];
  app = await LiveApp.start({ ...(hibernateAfter && { hibernateAfter }), routes });
  return app;
}

/** The roots in a page's HTML: number, token and content. */
export function rootsIn({ html }: Pick<OpenPage, "html">) {
  const pattern = new RegExp(
    `<div ${attributes.view}="(\\d+)" ${attributes.token}="([^"]+)" ${attributes.mounted}[^>]*>`,
    "g",
  );
  return [...html.matchAll(pattern)].map(([tag, number, token = ""]) => {
    const [content] = html.slice(html.indexOf(tag) + tag.length).split("</div>");
    return { number: Number(number), token, content };
  });
}

export async function join(
  client: LiveClient,
  { number, token }: { number: number; token: string },
  applied = 0,
) {
  client.send([ClientFrame.Join, number, token, "/", applied]);
  return await client.next();
}

/** A page with its nested views, all joined. */
export async function visit(path = "/") {
  const page = await app.open(path);
  const client = await app.connect(page);
  await client.join(page);
  const roots = rootsIn(page);
  for (const root of roots) expect(await join(client, root)).toEqual([0, root.number, root.token, 0]);
  return { page, client, roots };
}

/** What kind of frame comes next, for which view, and what it is about. */
export async function kindOfNext(client: LiveClient): Promise<unknown[]> {
  const frame = await client.next();
  return frame[0] === ServerFrame.Refused ? frame.slice(0, 4) : frame.slice(0, 3);
}

/** The same with whatever the page shows. */
export async function visitWith(shown: () => TemplateValue, path = "/frame/") {
  set.content = shown;
  return await visit(path);
}

export function call(client: LiveClient, view: number, sequence: number, name: string): void {
  client.send([ClientFrame.Event, view, sequence, name, {}]);
}

export const child = (name: string) => nested(Child, { params: { name } });
export const errors = () => app.log.filter(({ level }) => level === "error").map(({ fields }) => fields);
