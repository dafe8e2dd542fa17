import type { Page } from "./js-framework.ts";
import { type Label, makeLabels } from "./label.ts";
import type { Step } from "./step.ts";
import type { TableMessage } from "./table-message.ts";

/** The operations of js-framework-benchmark, one after the other on one page. */
export const steps: readonly Step<Page>[] = [
  step("create", { append: makeLabels(1, 1_000) }),
  step("every10th", {
    labels: makeLabels(1, 1_000).flatMap(({ id, label }, at) =>
      at % 10 === 0 ? [[at, `${label} !!! ${id}`]] : [],
    ),
  }),
  step("swap", { swap: [1, 998] }),
  step("remove", { remove: 3 }),
  step("append", { append: makeLabels(1_001, 1_000) }),
  step("clear", { clear: true }),
];

function step(name: string, message: TableMessage): Step<Page> {
  return { name, message: () => message, change: (page) => change(page, message) };
}

/** What the server does for the same. */
function change(page: Page, { append = [], labels = [], swap, remove, clear }: TableMessage): void {
  page.rows = [...page.rows, ...append];
  const news = new Map(labels);
  page.rows = page.rows.map((row, at) => ({ ...row, label: news.get(at) ?? row.label }));
  if (swap) page.rows = swapped(page.rows, swap);
  if (remove !== undefined) page.rows = page.rows.filter((_, at) => at !== remove);
  if (clear) page.rows = [];
}

function swapped(rows: readonly Label[], [upper, lower]: readonly [number, number]): readonly Label[] {
  const [first, second] = [rows[upper], rows[lower]];
  return first && second ? rows.with(upper, second).with(lower, first) : rows;
}
