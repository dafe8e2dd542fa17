/** How long a passing notice stays, in milliseconds. */
const passingTime = 6_000;

const look =
  "position:fixed;bottom:1rem;inset-inline-end:1rem;z-index:2147483647;max-width:24rem;padding:.5rem .9rem;" +
  "border-radius:.5rem;font:.875rem/1.4 system-ui,sans-serif;color:#fff;background:#1f2937;box-shadow:0 2px 10px #0004";

/** A small box at the edge of the page that says how the connection does. Style it by `.live-notice`. */
export class Notice {
  readonly #box = document.createElement("div");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#box.className = "live-notice";
    this.#box.setAttribute("role", "status");
    // Set through the CSSOM: a strict content security policy allows no inline style.
    this.#box.style.cssText = look;
  }

  /** Shows a text until it is hidden or replaced. @param link What a link says that loads the page anew. */
  show(text: string, link?: string): void {
    clearTimeout(this.#timer);
    // Said once, however often it happens.
    if (!link && this.#box.isConnected && this.#box.textContent === text) return;
    this.#box.replaceChildren(text);
    if (link) this.#box.append(" ", anchor(link));
    document.body.append(this.#box);
  }

  /** Shows a text that goes away by itself. */
  flash(text: string): void {
    this.show(text);
    this.#timer = setTimeout(() => this.hide(), passingTime);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#box.remove();
  }
}

function anchor(text: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.textContent = text;
  link.href = location.href;
  link.style.color = "inherit";
  return link;
}
