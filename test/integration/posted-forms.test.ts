import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { event } from "../../src/live/event.ts";
import { form } from "../../src/live/forms/form.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { each } from "../../src/template/each.ts";
import { html } from "../../src/template/html.ts";
import { stream } from "../../src/template/stream.ts";
import { when } from "../../src/template/when.ts";
import { LiveApp, type OpenPage } from "./live-app.ts";
import { type PostedPage, type PostOptions, postEvent } from "./post-event.ts";

const mounted = vi.fn();

class Feed extends LiveView {
  items = stream({ key: (text: string) => text });
  entry = form(z.object({ text: z.string().min(3, "Too short") }));
  isOpen = true;
  problem = "";

  mount() {
    mounted();
    this.items.append("one");
  }

  add = event({ form: this.entry }, ({ text }) => {
    this.items.append(text);
    this.flash("success", `Added ${text}`);
  });
  toggle = event(() => {
    this.isOpen = !this.isOpen;
  });
  remove = event({ params: z.object({ text: z.string() }) }, ({ text }) => this.items.delete(text));
  fail = event(() => {
    this.items.append("never");
    throw new Error("no paper");
  });

  onError(error: unknown) {
    this.problem = String(error);
  }

  render() {
    const text = this.entry.field("text");
    return html`<p>${this.problem}</p>
      ${when(this.isOpen, () => html`<ul>${each(this.items, (text) => html`<li>${text}</li>`)}</ul>`)}
      <form live-form=${this.entry} live-submit=${this.add}>
        <input name=${text.name} value=${text.value}> <b>${text.error}</b>
      </form>`;
  }
}

class Team extends LiveView {
  team = form(
    z.object({
      name: z.string().min(3, "Too short"),
      city: z.string(),
      members: z.array(z.object({ name: z.string().min(1, "Who?") })),
    }),
    {
      initial: { members: [{ name: "ada" }] },
      onChange: (team, name) => name === "name" && team.set("city", ""),
    },
  );
  draft = "";

  save = event({ form: this.team }, ({ members }) => {
    this.draft = `saved ${members.map(({ name }) => name).join(" ")}`;
  });
  add = event(() => void this.team.list("members").append());
  write = event({ params: z.object({ id: z.string(), text: z.string().max(5) }) }, ({ id, text }) => {
    this.draft = id + text;
  });
  send = event(() => undefined);
  shout = event(() => {
    this.draft = `${this.draft}!`;
  });

  render() {
    const { team } = this;
    const [name, city] = [team.field("name"), team.field("city")];
    return html`<p>${this.draft}</p>
      <form live-form=${team} live-submit=${this.save}>
        <input name=${name.name} value=${name.value}> <b>${name.error}</b> <input name="city" value=${city.value}>
        ${each(
          team.list("members").rows,
          (row) => row.key,
          (row) => html`<input name=${row.field("name").name} value=${row.field("name").value}>`,
        )}
        <button type="button" live-click=${this.add}>Add</button>
      </form>
      <form live-change=${this.write} data-id="7" live-submit=${this.send}>
        <input name="text"> <button live-click=${this.shout}>Shout</button>
      </form>`;
  }
}

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({ routes: [live("/feed/", Feed), live("/team/", Team)] });
});

afterAll(() => app.close());

beforeEach(() => void mounted.mockClear());

const send = (page: PostedPage, liveEvent: string, options?: PostOptions) =>
  postEvent(app, page, liveEvent, options);
const shown = ({ html }: OpenPage) => /<p lv>(.*?)<\/p>/.exec(html)?.[1];
const again = (page: OpenPage) => app.open(page.path, page.cookie);

describe("a page with a stream, without script,", () => {
  const rows = ({ html }: OpenPage) => [...html.matchAll(/<li lv>(.*?)</g)].map(([, text]) => text);
  const submit = async (page: OpenPage, text: string) => {
    await send(page, "add", { fields: [["text", text]] });
    return await again(page);
  };

  test("goes on after a post, with what the browser alone would have had", async () => {
    const page = await submit(await app.open("/feed/"), "two!");
    const next = await submit(page, "three");
    expect(rows(next)).toEqual(["one", "two!", "three"]);
    expect(next.html).toContain("Added three");
    await send(next, "remove?text=one");
    expect(rows(await again(next))).toEqual(["two!", "three"]);
    expect(mounted).toHaveBeenCalledTimes(1);
  });

  test("keeps what was typed, and says what is wrong with it", async () => {
    const next = await submit(await app.open("/feed/"), "no");
    expect(next.html).toContain('name="text" value="no"> <b lv>Too short</b>');
    expect(rows(next)).toEqual(["one"]);
  });

  test("shows what onError made of a failure, and the list as it was", async () => {
    const page = await submit(await app.open("/feed/"), "two!");
    await send(page, "fail");
    const next = await again(page);
    expect([shown(next), rows(next)]).toEqual(["Error: no paper", ["one", "two!"]]);
  });

  test("may leave the list out for a while", async () => {
    const page = await app.open("/feed/");
    await send(page, "toggle");
    const without = await submit(await again(page), "two!");
    expect(rows(without)).toEqual([]);
    await send(without, "toggle");
    expect(rows(await again(without))).toEqual(["one", "two!"]);
  });

  test("goes on with a script, which has the items from then on", async () => {
    const next = await submit(await app.open("/feed/"), "two!");
    const client = await app.connect(next);
    await client.join(next);
    const [, , , patch] = (await client.call("remove", { text: "one" })) as [1, 0, 1, unknown];
    expect(JSON.stringify(patch)).toBe('[1,[1,[0,[2,{"r":[0]}]]]]');
  });
});

describe("a button in a form, without script,", () => {
  const typed = ({ html }: OpenPage) =>
    [...html.matchAll(/<input lv=e name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
  const form = (name: string, city = ""): [string, string][] => [
    ["live-event", "save"],
    ["live-form", "team"],
    ["name", name],
    ["city", city],
  ];
  const add = { name: "live-click", fields: [] as [string, string][] };

  test("brings back what was typed, with the errors of what was filled in", async () => {
    const page = await app.open("/team/");
    expect(page.html).toContain(" value=add formnovalidate name=live-click>Add</button>");
    const fields: [string, string][] = [...form("x"), ["members[0].name", "eve"]];
    await send(page, "add", { ...add, fields });
    const next = await again(page);
    expect(typed(next)).toEqual([
      ["name", "x"],
      ["city", ""],
      ["members[0].name", "eve"],
      ["members[1].name", ""],
    ]);
    expect(next.html).toContain("<b lv>Too short</b>");
    const empty = await app.open("/team/");
    await send(empty, "add", { ...add, fields: form("") });
    expect((await again(empty)).html).not.toContain("Too short");
  });

  test("has every field tell of its change, in the order of the page", async () => {
    const page = await app.open("/team/");
    await send(page, "add", { ...add, fields: form("Team", "Rome") });
    expect((await again(page)).html).toContain('name="city" value="Rome"');
    await send(page, "add", { ...add, fields: form("Other") });
    expect((await again(page)).html).toContain('name="city" value=""');
  });

  test("keeps rows that were added, also in a view mounted anew", async () => {
    const page = await app.open("/team/");
    await send(page, "add", { ...add, fields: form("Team") });
    const fields: [string, string][] = [
      ...form("Teams"),
      ["members[0].name", "eve"],
      ["members[1].name", "bob"],
    ];
    await send(page, "save", { fields: fields.slice(1) });
    expect(shown(await again(page))).toBe("saved eve bob");
    await send(page, "add", { ...add, fields });
    expect(typed(await again(page)).map(([name]) => name)).toEqual([
      "name",
      "city",
      "members[0].name",
      "members[1].name",
      "members[2].name",
    ]);
  });

  test("has live-change told before its own event, whatever that says to it", async () => {
    const page = await app.open("/team/");
    const write = (text: string): [string, string][] => [
      ["live-event", "send?id=7"],
      ["live-change", "write?id=7"],
      ["text", text],
    ];
    await send(page, "shout", { ...add, fields: write("hey") });
    expect(shown(await again(page))).toBe("7hey!");
    await send(page, "shout", { ...add, fields: write("far too long") });
    expect(shown(await again(page))).toBe("!");
  });
});
