import { beforeEach, describe, expect, test } from "vitest";
import {
  forgetWhatHappened,
  Item,
  type ItemProps,
  informed,
  log,
  OpenPage,
} from "../../../test/components/open-page.ts";
import { each } from "../../template/each.ts";
import { html, type TemplateValue } from "../../template/html.ts";
import { fill, type Slot } from "../../template/slot.ts";
import { stream } from "../../template/stream.ts";
import { toHtml } from "../../template/to-html.ts";
import { when } from "../../template/when.ts";
import { event } from "../event.ts";
import { component } from "./component.ts";
import { LiveComponent } from "./live-component.ts";

beforeEach(forgetWhatHappened);

describe("a component", () => {
  test("is mounted with its props, and rendered again only when they change", () => {
    const page = new OpenPage(({ n }) => component(Item, { text: n < 2 ? "a" : "b", onAdd: () => n }));
    expect(log).toEqual(["mount a", "render a"]);
    page.view.n = 1;
    expect(page.update()).toBeUndefined();
    page.view.n = 2;
    expect(page.update()).toEqual([1, [1, "b"]]);
    expect(log.slice(2)).toEqual(["update a to b", "render b"]);
  });

  test("keeps its state while its key is shown, wherever that is, and is unmounted then", async () => {
    const page = new OpenPage(({ n }) => [
      n === 0 && html`<i>${component(Item, { key: 1, text: "a" })}</i>`,
      n === 1 && html`<u>${component(Item, { key: 1, text: "a" })}</u>`,
    ]);
    await page.call("Item 1", "add");
    page.view.n = 1;
    expect(JSON.stringify(page.update())).toContain(
      "<u lv><b lv=e><!--[-->a<!--]--> <!--[-->1<!--]--></b></u>",
    );
    page.view.n = 2;
    page.update();
    expect([page.components, log.at(-1)]).toEqual([[], "unmount a"]);
    page.view.n = 0;
    expect(JSON.stringify(page.update())).toContain("a<!--]--> <!--[-->0");
  });

  test("stays where its row is not rendered again, and follows its own events there", async () => {
    const items = [{ id: 1 }, { id: 2 }];
    const row = ({ id }: { id: number }) => component(Item, { key: id, text: `t${id}` });
    const page = new OpenPage(({ n }) => [n, each(items, ({ id }) => id, row, { memo: true })]);
    page.view.n = 1;
    page.update();
    expect(page.components).toEqual(["Item 1", "Item 2"]);
    await page.call("Item 2", "add");
    expect(page.update(true)).toEqual([2, { u: [1, [0, [2, { u: [1, [0, [1, [2, "1"]]]] }]]] }]);
  });

  test("has a number that it has again on a page that was mounted anew", () => {
    const open = () => new OpenPage(() => [1, 2].map((key) => component(Item, { key, text: "a" })));
    const numbers = (page: OpenPage) => ["Item 1", "Item 2"].map((name) => page.find(name).number);
    const first = numbers(open());
    expect(numbers(open())).toEqual(first);
    expect(new Set(first).size).toBe(2);
  });

  test.each<[string, () => TemplateValue]>([
    ["two without a key", () => [component(Item, { text: "a" }), component(Item, { text: "b" })]],
    ["two with one key", () => [1, 1].map((key) => component(Item, { key, text: "a" }))],
  ])("is refused when there are %s", (_, content) => {
    expect(() => new OpenPage(content)).toThrow("LV-COMPONENT-KEY");
  });

  test("is refused in a row of a stream, inside live-ignore and outside of a view", () => {
    const log = stream({ key: (n: number) => n });
    log.append(1);
    const item = () => html`<i>${component(Item)}</i>`;
    for (const content of [() => each(log, item), () => html`<div live-ignore>${component(Item)}</div>`])
      expect(() => new OpenPage(content)).toThrow("LV-COMPONENT-PLACE");
    expect(() => toHtml(item())).toThrow("LV-COMPONENT-OUTSIDE");
  });

  test("is refused in a row that is added to a stream later", () => {
    const log = stream({ key: (n: number) => n });
    const page = new OpenPage(() => each(log, () => html`<i>${component(Item)}</i>`));
    log.append(1);
    expect(() => page.update()).toThrow("LV-COMPONENT-PLACE");
  });
});

describe("a slot", () => {
  class Panel extends LiveComponent<{ children: Slot<[isOpen: boolean]> }> {
    isOpen = true;
    toggle = event(() => {
      this.isOpen = !this.isOpen;
    });
    override render() {
      return html`<div>${when(this.isOpen, () => fill(this.props.children, this.isOpen))}</div>`;
    }
  }

  test("shows what the parent shows, components too, when it or its owner is rendered", async () => {
    const page = new OpenPage(({ n }) =>
      component(Panel, { children: html`<i>${n}</i>${component(Item, { text: "a" })}` }),
    );
    page.view.n = 1;
    expect(page.update()).toEqual([1, [0, [1, [0, "1"]]]]);
    await page.call("Item", "add");
    expect(page.update(true)).toEqual([1, [0, [1, [1, [1, [2, "1"]]]]]]);
    await page.call("Panel", "toggle");
    expect([page.update(true), page.components]).toEqual([[1, [0, ""]], ["Panel"]]);
    await page.call("Panel", "toggle");
    expect(JSON.stringify(page.update(true))).toContain("a<!--]--> <!--[-->0");
    expect(page.components).toEqual(["Item", "Panel"]);
  });

  test("may be a function, which is rendered again with its owner", () => {
    const page = new OpenPage(({ n }) =>
      component(Panel, { children: (isOpen) => html`${n} ${String(isOpen)}` }),
    );
    page.view.n = 1;
    expect(page.update()).toEqual([1, [0, [1, [0, "1"]]]]);
  });
});

describe("a callback", () => {
  test("is always the parent's latest, and its result is the parent's", async () => {
    const page = new OpenPage((view) => component(Item, { text: "a", onAdd: (n) => `${view.n}/${n}` }));
    page.view.n = 1;
    page.update();
    await page.call("Item", "add");
    expect((page.find("Item").component as Item).result).toBe("1/1");
  });

  test("renders everything above the component", async () => {
    class Middle extends LiveComponent<{ onAdd: (n: number) => void }> {
      sum = 0;
      override render() {
        const onAdd = (n: number) => {
          this.sum += n;
          this.props.onAdd(n);
        };
        return html`<i>${this.sum} ${component(Item, { text: "a", onAdd })}</i>`;
      }
    }
    const page = new OpenPage((view) => [
      view.n,
      component(Middle, {
        onAdd: (n) => {
          view.n += n;
        },
      }),
    ]);
    await page.call("Item", "add");
    expect(page.instance.components?.isViewChanged).toBe(true);
    expect(page.update()).toEqual([2, { u: [0, [0, "1"], 1, [0, [1, [1, "1", 2, [1, [2, "1"]]]]]] }]);
    expect(page.instance.components?.isViewChanged).toBe(false);
  });

  test("that takes long is waited for, and its failure is the event's unless the component handles it", async () => {
    const later = async (n: number) => {
      await Promise.resolve();
      log.push(`done ${n}`);
      throw new Error("too late");
    };
    const page = new OpenPage(() => component(Item, { text: "a", onAdd: later }));
    await expect(page.call("Item", "tell")).rejects.toThrow("too late");
    expect(log.at(-1)).toBe("done 0");
    class Careful extends Item {
      override add = event(async () => {
        try {
          await this.props.onAdd?.(1);
        } catch (error) {
          log.push(`caught ${error}`);
        }
      });
    }
    const careful = new OpenPage(() => component(Careful, { text: "a", onAdd: later }));
    await careful.call("Careful", "add");
    expect(log.at(-1)).toBe("caught Error: too late");
  });

  test("is refused while the page is rendered", () => {
    class Hasty extends Item {
      override mount() {
        this.props.onAdd?.(1);
      }
    }
    expect(() => new OpenPage(() => component(Hasty, { onAdd: () => {} }))).toThrow("LV-COMPONENT-CALLBACK");
  });

  test("outside of an event waits for its turn", async () => {
    const page = new OpenPage((view) =>
      component(Item, {
        onAdd: (n) => {
          view.n = n;
        },
      }),
    );
    const done = (page.find("Item").component.props as ItemProps).onAdd?.(7);
    expect(page.view.n).toBe(0);
    await informed[0]?.();
    await done;
    expect(page.view.n).toBe(7);
  });
});
