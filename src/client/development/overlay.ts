import type { SourceExcerpt, Trouble } from "../../shared/trouble.ts";
import { ServerFrame, type ServerMessage } from "../../shared/wire.ts";

const sheet = `
  :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483646; color-scheme: dark; }
  section { box-sizing: border-box; max-height: 60vh; overflow: auto; padding: 1rem 1.25rem 1.25rem;
    background: #1b1220; color: #f3eef6; border-top: 3px solid #ff5d6c; box-shadow: 0 -8px 30px rgb(0 0 0 / .4);
    font: 0.875rem/1.5 system-ui, sans-serif; }
  header { display: flex; gap: .75rem; align-items: baseline; }
  code, pre { font: 0.8125rem/1.55 ui-monospace, monospace; }
  b { color: #ff8d97; }
  small { color: #b9a9c4; }
  button { margin-inline-start: auto; font: inherit; color: inherit; background: none; border: 1px solid #6b5a78;
    border-radius: .375rem; padding: .125rem .6rem; cursor: pointer; }
  p { margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 1rem; }
  pre { margin: .5rem 0 0; padding: .6rem .8rem; overflow: auto; border-radius: .5rem; background: #120b16; tab-size: 2; }
  i { font-style: normal; color: #8d7a9a; user-select: none; }
  mark { display: block; width: max-content; min-width: 100%; background: #51202d; color: #fff; }
`;

let shown: Overlay | undefined;

/** Shows what the server says of an error, until something works again. */
export function showTrouble(message: ServerMessage): void {
  const [type, , trouble] = message;
  if (type === ServerFrame.Trouble || type === ServerFrame.Answer || type === ServerFrame.Patch)
    shown?.close();
  if (type === ServerFrame.Trouble) shown = new Overlay(trouble as Trouble);
}

/** Shows developers an error at the page's bottom, until Escape, the button, or `close`. */
class Overlay {
  readonly #host = document.createElement("live-overlay");
  readonly #onKey = ({ key }: KeyboardEvent) => key === "Escape" && this.close();

  constructor(trouble: Trouble) {
    const shadow = this.#host.attachShadow({ mode: "open" });
    const styles = new CSSStyleSheet();
    styles.replaceSync(sheet);
    shadow.adoptedStyleSheets = [styles];
    shadow.append(this.#content(trouble));
    addEventListener("keydown", this.#onKey);
    document.body.append(this.#host);
  }

  close(): void {
    removeEventListener("keydown", this.#onKey);
    this.#host.remove();
  }

  #content({ code, text, about, source, stack }: Trouble): Element {
    const close = element("button", "Close (Esc)");
    close.addEventListener("click", () => this.close());
    const header = element("header", element("b", code), element("small", about), close);
    const section = element("section", header, element("p", text));
    section.setAttribute("role", "alert");
    if (source) section.append(...excerpt(source));
    if (stack) section.append(element("details", element("summary", "Stack"), element("pre", stack)));
    return section;
  }
}

function excerpt({ file, line, column, firstLine, lines }: SourceExcerpt): Element[] {
  const last = firstLine + lines.length - 1;
  const rows = lines.map((row, index) => {
    const number = element("i", `${String(firstLine + index).padStart(String(last).length)}  `);
    return element(firstLine + index === line ? "mark" : "span", number, `${row}\n`);
  });
  return [element("code", `${file}:${line}:${column}`), element("pre", ...rows)];
}

function element(name: string, ...content: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}
