import { beforeEach, describe, expect, test } from "vitest";
import type { LiveloomError } from "../../errors.ts";
import { createMemoryPubSub } from "../../pubsub/memory.ts";
import type { PointChange } from "../../shared/wire.ts";
import { each } from "../../template/each.ts";
import { html, type TemplateValue } from "../../template/html.ts";
import { fill, type Slot } from "../../template/slot.ts";
import { stream } from "../../template/stream.ts";
import { toHtml } from "../../template/to-html.ts";
import { when } from "../../template/when.ts";
import { event } from "../event.ts";
import { LiveView } from "../live-view.ts";
import { anonymousPrincipal } from "../principal.ts";
import { ViewInstance } from "../view-instance.ts";
import { ViewRequest } from "../view-request.ts";
import { component } from "./component.ts";
import { LiveComponent } from "./live-component.ts";
import type { MountedComponent } from "./mounted-component.ts";

/** What happened, in order. */
let log: string[];
/** What waits for its turn in the view's mailbox. */
let informed: (() => unknown)[];

beforeEach(() => {
  log = [];
  informed = [];
});

/** Shows what the test wants it to. */
class Page extends LiveView {
  n = 0;
  _content: (page: Page) => TemplateValue = () => "";
  override render() {
    return html`<p>${this._content(this)}</p>`;
  }
}

class OpenPage {
  readonly instance: ViewInstance;
  readonly html: string;

  constructor(content: (page: Page) => TemplateValue, View: typeof Page = Page) {
    this.instance = new ViewInstance(View, {
      params: {},
      request: new ViewRequest("/", ""),
      pubsub: createMemoryPubSub(),
      principal: anonymousPrincipal,
      templates: undefined,
      redirectTo: undefined,
      owner: {
        subscribe: () => {},
        csrfToken: () => "token",
        inform: (work) => void informed.push(work),
        report: (error, about) => {
          log.push(`report ${about}: ${error instanceof Error ? error.message : error}`);
          return "id-1";
        },
      },
    });
    this.view._content = content;
    this.html = this.instance.rendering.start();
  }

  get view(): Page {
    return this.instance.view as Page;
  }

  /** All components by class and key. */
  get components(): string[] {
    return [...(this.instance.components?.all() ?? [])].map(nameOf).sort();
  }

  find(name: string): MountedComponent {
    const found = [...(this.instance.components?.all() ?? [])].find((each) => nameOf(each) === name);
    if (!found) throw new Error(`There is no ${name}`);
    return found;
  }

  /** What changes in the view's only point. */
  update(isLocal = false): PointChange | undefined {
    const update = this.instance.rendering.update(isLocal);
    if (!update) return undefined;
    if (!("patch" in update)) throw new Error("The whole view was sent");
    return update.patch[1] as PointChange;
  }

  /** Calls a component's event, as if the gate had let it in. */
  async call(name: string, event: string): Promise<unknown> {
    const mounted = this.find(name);
    const body = mounted.events.get(event)?.body ?? (() => "no such event");
    return await this.instance.components?.run(mounted, () => body({} as never));
  }
}

const nameOf = ({ Component, call }: MountedComponent) => [Component.name, call.key].join(" ").trim();

interface ItemProps {
  readonly text?: string;
  readonly onAdd?: (n: number) => unknown;
}

class Item extends LiveComponent<ItemProps> {
  n = 0;
  result: unknown;

  override mount(): unknown {
    log.push(`mount ${this.props.text}`);
    return undefined;
  }
  override update(props: ItemProps, previous: ItemProps): unknown {
    log.push(`update ${previous.text} to ${props.text}`);
    return undefined;
  }
  override unmount() {
    log.push(`unmount ${this.props.text}`);
  }
  add = event(async () => {
    this.n++;
    this.result = await this.props.onAdd?.(this.n);
  });
  tell = event(() => {
    this.props.onAdd?.(this.n);
  });
  override render() {
    log.push(`render ${this.props.text}`);
    return html`<b>${this.props.text} ${this.n}</b>`;
  }
}

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
    expect(() => new OpenPage(content)).toThrow(
      expect.objectContaining({ code: "LV-COMPONENT-KEY" }) as LiveloomError,
    );
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
        await (this.props.onAdd?.(1) as Promise<void>).catch((error) => log.push(`caught ${error.message}`));
      });
    }
    const careful = new OpenPage(() => component(Careful, { text: "a", onAdd: later }));
    await careful.call("Careful", "add");
    expect(log.at(-1)).toBe("caught too late");
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
    expect(page.html).toBe("<p lv><b lv>loading</b></p>");
    await settle();
    expect(page.update()).toEqual([1, [0, "loaded"]]);
  });

  test("gives its failure to the view, or shows something else", async () => {
    new OpenPage(() => component(Slow, { fails: true }));
    await expect(settle()).rejects.toThrow("no data");
    informed = [];
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
    page.instance.rest();
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
    page.instance.rest();
    log = [];
    await page.instance.wakeView();
    // Resting again before anything was rendered loses nothing.
    page.instance.rest();
    await page.instance.wakeView();
    page.instance.rendering.wake();
    expect(page.update()).toBeUndefined();
    expect([page.find("Keeper").number, log]).toEqual([number, ["restored 5"]]);
    expect(page.find("Keeper").component).not.toBe(before);
  });
});
