import { applyPatch } from "../../src/client/patch/apply-patch.ts";
import { keepFocus } from "../../src/client/patch/keep-focus.ts";
import { Scope } from "../../src/client/patch/scope.ts";
import { diffHtml } from "../../src/diff/diff-html.ts";
import type { Html } from "../../src/template/html.ts";
import { settleStreams } from "../../src/template/stream.ts";
import { toHtml } from "../../src/template/to-html.ts";

/** A view in a real DOM, kept up to date by the server's patches and the browser's code. */
export class PatchedPage {
  readonly root = document.createElement("div");
  readonly #scope: Scope;
  #shown: Html;

  constructor(first: Html) {
    this.#shown = first;
    this.root.innerHTML = settleStreams(() => toHtml(first));
    this.#scope = new Scope({ parent: this.root, start: null, end: null });
  }

  show(next: Html): void {
    const diff = settleStreams(() => diffHtml(this.#shown, next));
    if (!diff) return;
    this.#shown = diff.html;
    // Patches travel as JSON.
    keepFocus(() => applyPatch(this.#scope, JSON.parse(JSON.stringify(diff.patch))));
  }
}

/** What a browser makes of the view when it gets it as a whole. */
export function freshPage(view: Html): Element {
  const root = document.createElement("div");
  root.innerHTML = toHtml(view);
  return root;
}

/** Everything that matters about a node's content: how texts are split and attributes are ordered does not. */
export function contentOf(node: Node): string {
  let out = "";
  for (const child of node.childNodes) {
    if (child instanceof Element) out += `<${child.localName}${attributesOf(child)}>${contentOf(child)}</>`;
    else out += child.nodeType === Node.COMMENT_NODE ? `<!${child.nodeValue}>` : (child.nodeValue ?? "");
  }
  return out;
}

function attributesOf(element: Element): string {
  const attributes = [...element.attributes].map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`);
  return `${attributes.sort().join("")}${propertiesOf(element)}`;
}

/** What the browser keeps apart from the attributes. */
function propertiesOf(element: Element): string {
  if (element instanceof HTMLInputElement) return ` (${element.value}, ${element.checked})`;
  if (element instanceof HTMLTextAreaElement) return ` (${element.value})`;
  return "";
}
