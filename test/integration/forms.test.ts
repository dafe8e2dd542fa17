import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { InvalidParams, LoginRequired, RateLimited } from "../../src/errors.ts";
import { event } from "../../src/live/event.ts";
import { form } from "../../src/live/forms/form.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, ServerFrame } from "../../src/shared/wire.ts";
import { each } from "../../src/template/each.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

const hibernateAfter = 20;
const schema = z.object({
  name: z.string().min(2, "Too short"),
  password: z.string().optional(),
  rows: z.array(z.object({ text: z.string() })).default([]),
});

/** How many instances of the view there were. */
let made = 0;

/** Shows all that the form knows. */
class NotePage extends LiveView {
  _number = ++made;
  note = form(schema, { initial: { name: "", rows: [{ text: "a" }] }, secret: ["password"] });
  outcome = "";
  save = event({ form: this.note }, ({ name, password, rows }) => {
    this.outcome = `${name} ${password} ${rows.map(({ text }) => text)}`;
  });
  add = event(() => void this.note.list("rows").append());
  restore() {}
  onError(error: unknown) {
    if (!(error instanceof InvalidParams)) throw error;
    this.outcome = error.issues.join();
  }
  render() {
    const name = this.note.field("name");
    return html`<form live-form=${this.note} live-submit=${this.save}><p>${this.outcome}</p><i>${name.value}|${name.error}</i>${each(
      this.note.list("rows").rows,
      (row) => row.key,
      (row) => html`<b>${row.field("text").name}=${row.field("text").value}</b>`,
    )}</form>`;
  }
}

/** A form that not everybody may use, and not all the time. */
class GuardedPage extends LiveView {
  secret = form(schema, { permission: "teams.manage_team_members" });
  limited = form(schema, { rateLimit: { calls: 1, perSeconds: 60 } });
  save = event({ form: this.limited, permission: "teams.manage_team_members" }, () => {
    this.outcome = "saved";
  });
  outcome = "";
  onError(error: unknown) {
    if (error instanceof LoginRequired) this.outcome = "denied";
    else if (error instanceof RateLimited) this.outcome = "limited";
    else throw error;
  }
  render() {
    return html`<p>${this.outcome}</p>`;
  }
}

/** Ends the check of a name. */
const endCheck = new Map<string, () => void>();

/** A schema that takes as long as the test wants. */
class SlowPage extends LiveView {
  slow = form({
    "~standard": {
      version: 1 as const,
      vendor: "test",
      async validate(value: unknown) {
        const { name } = value as { name: string };
        await new Promise<void>((resolve) => endCheck.set(name, resolve));
        return name === "fast" ? { value } : { issues: [{ message: `${name} is taken`, path: ["name"] }] };
      },
    },
  });
  render() {
    return html`<p>${this.slow.field("name").error}|${this.slow.isChecking ? "busy" : "idle"}</p>`;
  }
}

let app: LiveApp;
let client: LiveClient;

beforeAll(async () => {
  const routes = [live("/", NotePage), live("/guarded/", GuardedPage), live("/slow/", SlowPage)];
  app = await LiveApp.start({ routes, hibernateAfter });
});

afterAll(() => app.close());

beforeEach(async () => {
  client = await app.visit("/");
});

/** The view as it is now. */
async function shown(of = client): Promise<string> {
  of.send([ClientFrame.Resync, 0]);
  const [, , page] = await of.next();
  return String(page).replace(/<!--.*?-->| lv(=e|="e")?|live-[\w-]+="[^"]*"/g, "");
}

const fields = (name: string, rest = {}) => ({ name, "rows[0].text": "a", ...rest });

describe("a form's events", () => {
  test("show an error once its field was left, and forget what the page does not send any more", async () => {
    await client.call("note", { fields: fields("x") });
    expect(await shown()).toContain("<i>x|</i>");
    await client.call("note", { fields: fields("x"), left: "name" });
    expect(await shown()).toContain("<i>x|Too short</i>");
    await client.call("note", { fields: { "rows[0].text": "b" } });
    expect(await shown()).toContain(
      "<i>|Invalid input: expected string, received undefined</i><b>rows[0].text=b</b>",
    );
  });

  test("bring the handler what the schema made of the values", async () => {
    await client.call("add");
    await client.call("save", fields("Ada", { password: "hush", "rows[1].text": "b" }));
    expect(await shown()).toContain("<p>Ada hush a,b</p>");
  });

  test("survive that the view rests", async () => {
    const before = made;
    await client.call("add");
    await client.call("note", {
      fields: fields("x", { password: "hush", "rows[1].text": "b" }),
      left: "name",
    });
    await wait(hibernateAfter * 4);
    await client.call("add");
    expect(await shown()).toContain(
      "<i>x|Too short</i><b>rows[0].text=a</b><b>rows[1].text=b</b><b>rows[2].text=</b>",
    );
    expect(made).toBeGreaterThan(before);
  });

  test("of a view that was mounted anew bring rows back", async () => {
    await client.call("note", { fields: { "rows[4].text": "d", "rows[2].text": "b" }, recover: true });
    expect(await shown()).toContain("<b>rows[4].text=d</b><b>rows[2].text=b</b></form>");
  });
});

describe("a form's guards", () => {
  test.each([
    ["secret", { fields: {} }, "denied"],
    ["save", { name: "Ada" }, "denied"],
  ])("keep %s from those without the permission", async (name, params, outcome) => {
    const guarded = await app.visit("/guarded/");
    await guarded.call(name, params);
    expect(await shown(guarded)).toContain(outcome);
  });

  test("count calls", async () => {
    const guarded = await app.visit("/guarded/");
    await guarded.call("limited", { fields: {} });
    await guarded.call("limited", { fields: {} });
    expect(await shown(guarded)).toContain("limited");
  });
});

describe("a forged form", () => {
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, "x"]));

  test.each([
    ["5,000 fields", { fields: many }, "a form has at most 1000 values"],
    ["objects for text", { fields: { name: { toString: "x" } } }, "a field's value is text"],
    ["no fields", { fields: null }, "expected fields by their names"],
    ["nothing", undefined, "expected fields by their names"],
  ])("with %s is refused", async (_, params, outcome) => {
    await client.call("note", params);
    expect(await shown()).toContain(`<p>${outcome}</p>`);
  });

  test("cannot reach a prototype, make up rows or repeat a name where one value belongs", async () => {
    const names = [
      "__proto__",
      "__proto__.name",
      "constructor.prototype.name",
      "rows[999999999].text",
      "rows[__proto__].x",
    ];
    const sent = JSON.parse(
      `{${names.map((name) => `"${name}":"x"`)},"name":"Ada","rows[0].text":["a","b"]}`,
    );
    await client.call("save", sent);
    expect(await shown()).toContain("<p></p><i>Ada|</i><b>rows[0].text=a</b></form>");
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  test("of a megabyte closes the connection", async () => {
    client.post("note", { fields: fields("x".repeat(1_000_000)) });
    expect(await client.closeCode).toBe(1009);
  });
});

test("a check that takes its time keeps no other event waiting, and only the newest counts", async () => {
  const slow = await app.visit("/slow/");
  const type = (name: string) => slow.call("slow", { fields: { name }, left: "name" });
  expect((await type("slow"))[0]).toBe(ServerFrame.Answer);
  await type("fast");
  expect(await shown(slow)).toContain("|busy");
  endCheck.get("fast")?.();
  expect((await slow.next())[0]).toBe(ServerFrame.Patch);
  endCheck.get("slow")?.();
  expect(await shown(slow)).toContain("<p>|idle</p>");
  expect(await slow.untilPong()).toEqual([]);
});
