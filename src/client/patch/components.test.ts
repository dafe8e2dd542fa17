// @vitest-environment happy-dom
import fc from "fast-check";
import { expect, test } from "vitest";
import { contextWith, ownerWith } from "../../../test/support/view-context.ts";
import { component } from "../../live/components/component.ts";
import { LiveComponent } from "../../live/components/live-component.ts";
import type { MountedComponent } from "../../live/components/mounted-component.ts";
import { LiveView } from "../../live/live-view.ts";
import { ViewInstance } from "../../live/view-instance.ts";
import { each } from "../../template/each.ts";
import { type Html, html, type TemplateValue } from "../../template/html.ts";
import { toHtml } from "../../template/to-html.ts";
import { applyPatch } from "./apply-patch.ts";
import { Scope } from "./scope.ts";

/** What the view shows. The keys of `kids` are in one of the lists, too. */
interface State {
  readonly title: string;
  readonly first: readonly string[];
  readonly memo: readonly string[];
  readonly kids: Readonly<Record<string, readonly number[]>>;
  readonly isSingle: boolean;
}

// The same templates are filled by components, and by functions that know all counts.
const kidHtml = (id: TemplateValue, count: number) => html`<s title=${count}>${id}</s>`;
const cardHtml = (title: string, count: number, kids: TemplateValue) =>
  count % 3 === 2
    ? html`<b>${title}</b>, ${count}`
    : html`<article class="c${count}">${title} ${count} ${kids}</article>`;
const panelHtml = (count: number, children: TemplateValue) =>
  html`<section>${count}${count % 2 === 0 ? children : ""}</section>`;
const slotHtml = (title: string, kid: TemplateValue) => html`<i>${title}</i>${kid}`;
const pageHtml = (
  title: string,
  parts: readonly [TemplateValue, TemplateValue, TemplateValue, TemplateValue],
) => html`<h1>${title}</h1><ul>${parts[0]}</ul>${parts[1]}<div>${parts[2]}</div>${parts[3]}`;
const rowHtml = (id: string, card: TemplateValue) => html`<li>${id} ${card}</li>`;

class Counted<Props extends object> extends LiveComponent<Props> {
  count = 0;
  restore() {}
  override render(): Html {
    return html``;
  }
}

class Kid extends Counted<{ id: TemplateValue }> {
  override render() {
    return kidHtml(this.props.id, this.count);
  }
}

class Card extends Counted<{ title: string; kids: readonly number[] }> {
  override render() {
    const { title, kids } = this.props;
    const list = each(
      kids,
      (id) => id,
      (id) => component(Kid, { key: id, id }),
    );
    return cardHtml(title, this.count, list);
  }
}

class Panel extends Counted<{ children: TemplateValue }> {
  override render() {
    return panelHtml(this.count, this.props.children);
  }
}

const noState: State = { title: "", first: [], memo: [], kids: {}, isSingle: false };

class Board extends LiveView {
  state = noState;
  restore() {}

  override render() {
    const { title, first, memo, kids, isSingle } = this.state;
    const card = (id: string) => component(Card, { key: id, title, kids: kids[id] ?? [] });
    return pageHtml(title, [
      each(
        first,
        (id) => id,
        (id) => rowHtml(id, card(id)),
      ),
      each(
        memo,
        (id) => id,
        (id) => rowHtml(id, card(id)),
        { memo: (id) => [title, kids[id]] },
      ),
      isSingle && component(Card, { title, kids: [] }),
      component(Panel, { children: slotHtml(title, component(Kid, { id: title })) }),
    ]);
  }
}

/** How the page looks with these counts. What the counts do not have was not shown before. */
function expected({ title, first, memo, kids, isSingle }: State, before: Counts, after: Counts): Html {
  const count = (path: string): number => {
    const value = before.get(path) ?? 0;
    after.set(path, value);
    return value;
  };
  const card = (id: string) => {
    const own = count(id);
    const list = own % 3 === 2 ? [] : (kids[id] ?? []);
    const shown = each(
      list.map((kid) => ({ kid, count: count(`${id}/${kid}`) })),
      (each) => each.kid,
      (each) => html`${kidHtml(each.kid, each.count)}`,
    );
    return cardHtml(title, own, shown);
  };
  const panel = count("panel");
  const slot = panel % 2 === 0 ? slotHtml(title, kidHtml(title, count("panel/kid"))) : "";
  return pageHtml(title, [
    first.map((id) => rowHtml(id, card(id))),
    memo.map((id) => rowHtml(id, card(id))),
    isSingle && cardHtml(title, count("single"), []),
    panelHtml(panel, slot),
  ]);
}

type Counts = Map<string, number>;

class TestPage {
  readonly root = document.createElement("div");
  readonly #instance: ViewInstance;
  #scope: Scope;
  #counts: Counts = new Map();

  constructor() {
    const report = (error: unknown): never => {
      throw error;
    };
    this.#instance = new ViewInstance(Board, contextWith({ owner: ownerWith({ report }) }));
    this.root.innerHTML = this.#instance.rendering.start().html;
    this.#scope = new Scope({ parent: this.root, start: null, end: null });
  }

  set state(state: State) {
    (this.#instance.view as Board).state = state;
  }

  /** Rests and wakes up, which nobody must notice. */
  async rest(): Promise<void> {
    this.#instance.rest({ usedAt: 0, tell: () => undefined });
    await this.#instance.wakeView();
    this.#instance.rendering.wake();
  }

  /** Counts in one of the components; returns false when there is none. */
  count(at: number): boolean {
    const paths = [...this.#counts.keys()];
    const path = paths[at % paths.length] ?? "";
    const found = this.#components().get(path);
    if (!found) return false;
    (found.component as Counted<object>).count++;
    found.changed();
    this.#counts.set(path, (this.#counts.get(path) ?? 0) + 1);
    return true;
  }

  /** Shows what changed, and checks that the page is as it must be. */
  show(isLocal: boolean): void {
    const update = this.#instance.rendering.update({ isLocal });
    if (update && !("patch" in update)) throw new Error("The whole view was sent");
    if (update) applyPatch(this.#scope, JSON.parse(JSON.stringify(update.patch)));
    const after: Counts = new Map();
    const fresh = document.createElement("div");
    fresh.innerHTML = toHtml(expected((this.#instance.view as Board).state, this.#counts, after));
    expect(this.root.innerHTML).toBe(fresh.innerHTML);
    this.#counts = after;
    expect([...this.#components().keys()].sort()).toEqual([...after.keys()].sort());
  }

  /** All components by their paths. */
  #components(): Map<string, MountedComponent> {
    const found = new Map<string, MountedComponent>();
    for (const each of this.#instance.components?.all() ?? []) found.set(pathOf(each), each);
    return found;
  }
}

function pathOf(of: MountedComponent): string {
  if (of.Component === Panel) return "panel";
  if (of.Component === Card) return String(of.call.key ?? "single");
  return of.parent?.Component === Panel
    ? "panel/kid"
    : `${pathOf(of.parent as MountedComponent)}/${of.call.key}`;
}

const kids = fc.constantFrom<readonly number[]>([], [1], [1, 2], [2, 1], [3]);
const keys = [..."abcd"];
const state = fc
  .record({
    title: fc.constantFrom("x", "y"),
    order: fc.shuffledSubarray(keys),
    split: fc.nat(4),
    kids: fc.record({ a: kids, b: kids, c: kids, d: kids }),
    isSingle: fc.boolean(),
  })
  .map(
    ({ order, split, ...rest }): State => ({
      ...rest,
      first: order.slice(0, split),
      memo: order.slice(split),
    }),
  );

const step = fc.oneof(
  fc.record({ kind: fc.constant("state" as const), state, counted: fc.array(fc.nat(20), { maxLength: 2 }) }),
  fc.record({
    kind: fc.constant("count" as const),
    counted: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant("rest" as const) }),
);

test("a page whose components change and move looks like one that knows their states", {
  timeout: 30_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const page = new TestPage();
      page.show(false);
      for (const next of steps) {
        if (next.kind === "rest") {
          await page.rest();
          continue;
        }
        for (const at of next.counted) page.count(at);
        if (next.kind === "state") page.state = next.state;
        page.show(next.kind === "count");
      }
    }),
    { numRuns: 100 },
  );
});
