/** How long a passing notice stays, in milliseconds. */
const passingTime = 6_000;

/** A small box at the edge of the page that says how the connection does. Style it by `.live-notice`. */
export class Notice {
  readonly #box = document.createElement("div");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#box.className = "live-notice";
    this.#box.setAttribute("role", "status");
    // Set through the CSSOM: a strict content security policy allows no inline style.
    Object.assign(this.#box.style, {
      position: "fixed",
      insetBlockEnd: "1rem",
      insetInlineEnd: "1rem",
      zIndex: "2147483647",
      maxInlineSize: "24rem",
      padding: "0.5rem 0.9rem",
      borderRadius: "0.5rem",
      font: "0.875rem/1.4 system-ui, sans-serif",
      color: "#fff",
      background: "#1f2937",
      boxShadow: "0 2px 10px rgb(0 0 0 / 0.25)",
    });
  }

  /** Shows a text until it is hidden or replaced. With a link, people can act on it. */
  show(text: string, link?: { text: string; href: string }): void {
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

function anchor({ text, href }: { text: string; href: string }): HTMLAnchorElement {
  const link = document.createElement("a");
  link.textContent = text;
  link.href = href;
  link.style.color = "inherit";
  return link;
}
