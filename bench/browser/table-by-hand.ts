import type { Label } from "../pages/label.ts";
import type { TableMessage } from "../pages/table-message.ts";

const row = document.createElement("template");
row.innerHTML =
  '<tr><td class="col-md-1"> </td><td class="col-md-4"><a> </a></td><td class="col-md-1"><a><span class="glyphicon glyphicon-remove" aria-hidden="true"></span></a></td><td class="col-md-6"></td></tr>';

/** The table of js-framework-benchmark, kept up to date as its "vanillajs" entry does: only what must be touched is. */
export function tableByHand(root: Element): (message: string) => void {
  const body = root.querySelector("tbody") as HTMLElement;
  const rows: HTMLElement[] = [];

  const append = (labels: readonly Label[]): void => {
    const fragment = document.createDocumentFragment();
    for (const label of labels) {
      const element = rowOf(label);
      rows.push(element);
      fragment.append(element);
    }
    body.append(fragment);
  };

  const swap = (upper: number, lower: number): void => {
    const [first, second] = [rows[upper], rows[lower]];
    if (!first || !second) return;
    const after = second.nextSibling;
    body.insertBefore(second, first);
    body.insertBefore(first, after);
    body.insertBefore(second, rows[upper + 1] ?? null);
    [rows[upper], rows[lower]] = [second, first];
  };

  return (text) => {
    const message: TableMessage = JSON.parse(text);
    if (message.append) append(message.append);
    for (const [index, label] of message.labels ?? []) labelOf(rows[index]).data = label;
    if (message.swap) swap(...message.swap);
    if (message.remove !== undefined) for (const element of rows.splice(message.remove, 1)) element.remove();
    if (message.clear) {
      body.textContent = "";
      rows.length = 0;
    }
  };
}

function rowOf({ id, label }: Label): HTMLElement {
  const element = row.content.firstElementChild?.cloneNode(true) as HTMLElement;
  element.id = `row-${id}`;
  (element.firstChild?.firstChild as Text).data = String(id);
  labelOf(element).data = label;
  return element;
}

function labelOf(element: HTMLElement | undefined): Text {
  return element?.firstChild?.nextSibling?.firstChild?.firstChild as Text;
}
