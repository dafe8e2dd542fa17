import { beforeEach, describe, expect, test } from "vitest";
import {
  forgetWhatHappened,
  Item,
  informed,
  log,
  OpenPage,
  Page,
} from "../../../test/components/open-page.ts";
import { each } from "../../template/each.ts";
import { html } from "../../template/html.ts";
import { component } from "./component.ts";
import { LiveComponent } from "./live-component.ts";

beforeEach(forgetWhatHappened);

describe("a component that waits in mount", () => {
  class Slow extends LiveComponent<{ fails?: boolean }> {
    text = "loading";
    override async mount() {
      await Promise.resolve();
      if (this.props.fails) throw new Error("no data");
      this.text = "loaded";
    }
    override render() {
      return html`<b>${this.text}</b>`;
    }
  }

  class Careful extends Slow {
    override renderError(id: string) {
      return html`<i>${id}</i>`;
    }
  }

  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    for (const work of informed) await work();
  };

  test("is shown at once, and again when it is done", async () => {
    const page = new OpenPage(() => component(Slow));
    expect(page.html).toBe("<main lv><b lv>loading</b></main>");
    await settle();
    expect(page.update()).toEqual([1, [0, "loaded"]]);
  });

  test("gives its failure to the view, or shows something else", async () => {
    new OpenPage(() => component(Slow, { fails: true }));
    await expect(settle()).rejects.toThrow("no data");
    informed.length = 0;
    const page = new OpenPage(() => component(Careful, { fails: true }));
    await settle();
    expect([page.update(), log]).toEqual([[0, "<i lv>id-1</i>"], ["report Careful: no data"]]);
  });
});

describe("a component that fails", () => {
  class Fragile extends LiveComponent<{ breaks?: string | undefined }> {
    list = ["a"];
    override mount() {
      if (this.props.breaks === "mount") throw new Error("mount");
    }
    override render() {
      if (this.props.breaks === "render") throw new Error("render");
      return html`<b>${each(this.list, (text) => {
        if (this.props.breaks === "row") throw new Error("row");
        return html`<i>${text}${component(Item, { text })}</i>`;
      })}</b>`;
    }
  }

  class Guarded extends Fragile {
    override renderError(id: string) {
      return html`<em>${id}</em>`;
    }
  }

  test.each(["mount", "render", "row"])(
    "in %s shows something else and the rest of the page lives",
    (breaks) => {
      const page = new OpenPage(({ n }) => [n, component(Guarded, { breaks })]);
      expect(page.html).toContain("<em lv>id-1</em>");
      expect(log).toContain(`report Guarded: ${breaks}`);
      page.view.n = 1;
      expect(page.update()).toEqual([2, { u: [0, [0, "1"]] }]);
    },
  );

  test.each(["render", "row"])("in %s later gives way, and comes back with other props", (breaks) => {
    const page = new OpenPage(({ n }) => component(Guarded, { breaks: n === 1 ? breaks : undefined }));
    page.view.n = 1;
    expect(page.update()).toEqual([0, "<em lv>id-1</em>"]);
    expect(page.components).toEqual(["Guarded"]);
    page.view.n = 2;
    expect(JSON.stringify(page.update())).toContain("<i lv=e>");
    expect(page.components).toEqual(["Guarded", "Item"]);
  });

  test("and has nothing else to show is the view's failure", () => {
    const page = new OpenPage(({ n }) => component(Fragile, { breaks: n === 1 ? "row" : undefined }));
    page.view.n = 1;
    expect(() => page.update()).toThrow("row");
    page.view.n = 2;
    expect(page.instance.rendering.update()).toMatchObject({ html: expect.stringContaining("<i lv=e>") });
  });
});

describe("a page with components that rests", () => {
  class Keeper extends LiveComponent<{ text: string }> {
    n = 0;
    _made = "";
    override mount() {
      this._made = "mounted";
    }
    override restore() {
      this._made = "restored";
    }
    override render() {
      log.push(`${this._made} ${this.n}`);
      return html`<b>${this.n}</b>`;
    }
  }

  const content = (page: Page) => component(Keeper, { text: `t${page.n}` });

  class Restful extends Page {
    restore() {
      this._content = content;
    }
  }

  test("keeps them when one cannot do without its instance", () => {
    const page = new OpenPage(() => component(Item, { text: "a" }), Restful);
    const { component: before } = page.find("Item");
    page.instance.rest({ usedAt: 0, tell: () => undefined });
    page.instance.rendering.wake();
    expect(page.find("Item").component).toBe(before);
    expect(page.update()).toBeUndefined();
    expect(log.filter((entry) => entry.startsWith("mount"))).toEqual(["mount a"]);
  });

  test("has their state and numbers afterwards, and nothing is sent", async () => {
    const page = new OpenPage(content, Restful);
    const { component: before, number } = page.find("Keeper");
    (before as Keeper).n = 5;
    page.find("Keeper").changed();
    expect(page.update(true)).toEqual([1, [0, "5"]]);
    page.instance.rest({ usedAt: 0, tell: () => undefined });
    log.length = 0;
    await page.instance.wakeView();
    // Resting again before anything was rendered loses nothing.
    page.instance.rest({ usedAt: 0, tell: () => undefined });
    await page.instance.wakeView();
    page.instance.rendering.wake();
    expect(page.update()).toBeUndefined();
    expect([page.find("Keeper").number, log]).toEqual([number, ["restored 5"]]);
    expect(page.find("Keeper").component).not.toBe(before);
  });
});
