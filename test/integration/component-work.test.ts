import { component, each, event, form, html, LiveComponent, LiveView, live, when } from "liveloom";
import { mount, type TestPage, testApp } from "liveloom/testing";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";

declare module "liveloom" {
  interface BrowserEvents {
    beeped: { count: number };
  }
}

const told = vi.fn();
let abort: AbortSignal | undefined;
/** What the widgets' resources give. */
let answer: (text: string) => void = () => {};

interface WidgetProps {
  readonly name: string;
  readonly onDone: () => void;
}

/** Does everything that a component can do beside its events. */
class Widget extends LiveComponent<WidgetProps> {
  count = 0;
  text = "";
  isBroken = false;
  loaded = this.resource(() => new Promise<string>((resolve) => (answer = resolve)));
  entry = form(z.object({ word: z.string().min(2, "Too short") }));

  override mount() {
    this.subscribe("texts", (text) => {
      this.text = String(text);
      if (this.text === "bad") throw new Error("a bad text");
    });
    this.subscribe("plain");
    this.every(1_000, () => this._count());
    this.after(1_500, () => {
      this.text = "after";
    });
  }

  override handleInfo(topic: string, message: unknown) {
    this.text = `${topic}: ${message}`;
  }

  override onError(error: unknown) {
    told(this.count, this.text);
    this.text = String(error);
  }

  _count() {
    this.count++;
    if (this.isBroken) throw new Error("out of order");
  }

  break = event(() => {
    this.isBroken = true;
  });
  say = event(() => this.flash("info", "Hello"));
  hush = event(() => this.clearFlash());
  beep = event(() => this.pushEvent("beeped", { count: this.count }));
  tell = event(() => this.publish("plain", "published"));
  stopHearing = event(() => this.unsubscribe("plain"));
  turn = event(() => this.patch({ query: { page: 2 } }));
  turnBadly = event(() => {
    this.count = 99;
    this.patch("?page=bad");
  });
  leave = event(() => this.navigate("/other/"));
  go = event(() => this.redirect("/other/?redirected"));
  report = event(() => {
    this.text = this.reportError(new Error("noted")).length > 0 ? "noted" : "";
  });
  save = event({ form: this.entry }, ({ word }) => {
    this.text = `saved ${word}`;
  });
  work = event(() => {
    this.task(async ({ show, signal }) => {
      abort = signal;
      await show(() => {
        this.text = "half";
      });
      await show(() => this.props.onDone());
      await new Promise(() => {});
    });
  });
  fail = event(() => {
    this.task(async ({ show }) => {
      await show(() => {
        throw new Error("a failed task");
      });
    });
  });

  override render() {
    const word = this.entry.field("word");
    const { name } = this.props;
    const act = (label: string, on: unknown) =>
      html`<button live-click=${on as never}>${label} ${name}</button>`;
    return html`<section>
      <p id="widget-${name}">${this.count} ${this.text} ${this.loaded.value ?? "…"}</p>
      <a href=${this.href({ query: { page: 3 } })}>From ${this.request.url}</a>
      ${act("Break", this.break)} ${act("Say", this.say)} ${act("Hush", this.hush)} ${act("Beep", this.beep)}
      ${act("Tell", this.tell)} ${act("Stop hearing", this.stopHearing)} ${act("Turn", this.turn)}
      ${act("Turn badly", this.turnBadly)} ${act("Leave", this.leave)} ${act("Go", this.go)} ${act("Report", this.report)}
      ${act("Work", this.work)} ${act("Fail", this.fail)}
      <form live-form=${this.entry} live-submit=${this.save}>
        <input id=${word.id} name=${word.name} value=${word.value} aria-label="Word"> <em>${word.error}</em>
        <button>Save</button>
      </form>
    </section>`;
  }
}

class Impatient extends LiveComponent {
  override mount() {
    this.navigate("/other/");
  }
  override renderError() {
    return html`<p>Cannot leave.</p>`;
  }
  override render() {
    return html``;
  }
}

const query = z.object({ page: z.coerce.number().catch(1) });

class Panel extends LiveView<undefined, typeof query> {
  static query = query;
  names = ["a"];
  done = 0;
  isOpen = true;
  showsMessages = false;
  isImpatient = false;
  rendered = 0;

  handleParams() {
    if (this.request.query.get("page") === "bad") throw new Error("no such page");
  }

  close = event(() => {
    this.names = [];
  });
  open = event(() => {
    this.names = ["a"];
  });
  showMessages = event(() => {
    this.showsMessages = true;
  });
  wait = event(() => {
    this.isImpatient = true;
  });

  render() {
    return html`<h1>Page ${this.query.page}, ${this.done} done</h1>
      ${when(this.showsMessages, () => this.flashMessages.map(({ text }) => html`<i>${text}</i>`))}
      ${when(this.isImpatient, () => component(Impatient))}
      ${each(
        this.names,
        (name) => name,
        (name) => component(Widget, { key: name, name, onDone: () => void this.done++ }),
      )}
      <button live-click=${this.close}>Close</button><button live-click=${this.open}>Open</button>
      <button live-click=${this.showMessages}>Show messages</button><button live-click=${this.wait}>Wait</button>`;
  }
}

class Other extends LiveView {
  render() {
    return html`<h1>Other</h1>`;
  }
}

async function open(): Promise<TestPage> {
  const app = testApp({ routes: [live("/panel/", Panel), live("/other/", Other)] });
  return await app.visit("/panel/");
}

const widget = (page: TestPage) => page.document.querySelector("#widget-a")?.textContent;
const heading = (page: TestPage) => page.getByRole("heading").textContent;

afterEach(() => {
  told.mockClear();
  abort = undefined;
});

describe("a component", () => {
  test("has timers, which stop with it", async () => {
    const page = await open();
    await page.clock.advance(1_200);
    expect(widget(page)).toBe("1  …");
    await page.clock.advance(1_000);
    expect(widget(page)).toBe("2 after …");
    await page.click("Close");
    await page.click("Open");
    await page.clock.advance(1_000);
    expect(widget(page)).toBe("1  …");
  });

  test("hears messages, in a function or in handleInfo, until it is gone", async () => {
    const page = await open();
    await page.publish("texts", "Hi");
    expect(widget(page)).toBe("0 Hi …");
    await page.click("Tell a");
    expect(widget(page)).toBe("0 plain: published …");
    await page.click("Stop hearing a");
    await page.publish("plain", "again");
    expect(widget(page)).toBe("0 plain: published …");
    await page.click("Close");
    await page.publish("texts", "bad");
    expect(told).not.toHaveBeenCalled();
  });

  test("shows the steps of a task, which is aborted when it is gone", async () => {
    const page = await open();
    await page.click("Work a");
    await vi.waitFor(async () => {
      await page.act(() => {});
      expect([widget(page), heading(page)]).toEqual(["0 half …", "Page 1, 1 done"]);
    });
    expect(abort?.aborted).toBe(false);
    await page.click("Close");
    expect(abort?.aborted).toBe(true);
  });

  test("shows a value that is loaded", async () => {
    const page = await open();
    await page.act(() => answer("loaded"));
    await page.settled();
    expect(widget(page)).toBe("0  loaded");
  });

  test("is asked first when something of it fails, with its state as it was", async () => {
    const page = await open();
    answer("…");
    await page.publish("texts", "bad");
    expect(widget(page)).toBe("0 Error: a bad text …");
    await page.click("Break a");
    await page.clock.advance(1_000);
    expect(widget(page)).toBe("0 Error: out of order …");
    await page.click("Fail a");
    await page.settled();
    expect(widget(page)).toBe("0 Error: a failed task …");
    expect(told.mock.calls).toEqual([
      [0, ""],
      [0, "Error: a bad text"],
      [0, "Error: out of order"],
    ]);
    expect(page.app.errors.size).toBe(0);
  });

  test("says something on its page, and takes it back", async () => {
    const page = await open();
    await page.click("Say a");
    expect(page.flashMessages).toEqual([{ level: "info", text: "Hello" }]);
    await page.click("Hush a");
    expect(page.flashMessages).toEqual([]);
  });

  test("says something that the view around it shows by itself", async () => {
    const page = await open();
    await page.click("Show messages");
    await page.click("Say a");
    expect(page.getByText("Hello").localName).toBe("i");
    await page.click("Hush a");
    expect(page.queryByText("Hello")).toBeUndefined();
  });

  test("tells scripts something, and the log", async () => {
    const page = await open();
    await page.click("Beep a");
    expect(page.pushed).toEqual([{ name: "beeped", payload: { count: 0 } }]);
    await page.click("Report a");
    expect([...page.app.errors.values()]).toEqual([new Error("noted")]);
  });

  test("leads to another address of its page, and shows where it is", async () => {
    const page = await open();
    expect(page.getByText("From /panel/").getAttribute("href")).toBe("/panel/?page=3");
    await page.click("Turn a");
    expect([page.url, heading(page)]).toEqual(["/panel/?page=2", "Page 2, 0 done"]);
    expect(page.getByText("From /panel/?page=2")).toBeDefined();
    await page.click("Turn badly a");
    expect([page.url, widget(page)]).toEqual(["/panel/?page=2", "0 Error: no such page …"]);
  });

  test.each([
    ["Leave a", "/other/"],
    ["Go a", "/other/?redirected"],
  ])("leads to another page: %s", async (button, url) => {
    const page = await open();
    await page.click(button);
    expect([page.url, heading(page)]).toEqual([url, "Other"]);
  });

  test("does not lead elsewhere while it is rendered", async () => {
    const page = await open();
    await page.click("Wait");
    expect(page.getByText("Cannot leave.")).toBeDefined();
    expect(String([...page.app.errors.values()])).toContain(
      "LV-COMPONENT-CALLBACK: Impatient called navigate() while the page was being rendered.",
    );
  });

  test("has forms with ids of their own", async () => {
    const page = await open();
    await page.type("Word", "x");
    expect(page.document.querySelector("em")?.textContent).toBe("Too short");
    expect(page.getByLabel("Word").id).toMatch(/^entry-\d+-word$/);
    await page.type("Word", "warp");
    await page.submit();
    expect(widget(page)).toBe("0 saved warp …");
  });

  test("keeps its page's instance while something of it runs", async () => {
    const restored = vi.fn();
    class Ticker extends LiveComponent {
      ticks = 0;
      override mount() {
        this.every(1_000, () => this.ticks++);
      }
      override restore() {
        restored();
      }
      override render() {
        return html`<p>${this.ticks} ticks</p>`;
      }
    }
    class Page extends LiveView {
      override restore() {
        restored();
      }
      override render() {
        return html`${component(Ticker)}`;
      }
    }
    const page = await mount(Page);
    await page.hibernate();
    await page.clock.advance(2_000);
    expect(page.getByText("2 ticks")).toBeDefined();
    expect(restored).not.toHaveBeenCalled();
  });
});
