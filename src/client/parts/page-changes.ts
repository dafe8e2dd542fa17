import { currentLink } from "../../shared/current-link.ts";
import { attributes, type Message } from "../../shared/wire.ts";

/** A navigation is only mentioned when it takes longer than this, in milliseconds. */
const patience = 120;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether a navigation is under way: a thin bar at the top of the page says so, should it take a while. */
export function showProgress(isUnderWay: () => boolean): void {
  clearTimeout(timer);
  timer = setTimeout(() => isUnderWay() && showBar(isUnderWay), patience);
}

function showBar(isUnderWay: () => boolean): void {
  document.querySelector(".live-progress")?.remove();
  const bar = document.createElement("div");
  bar.className = "live-progress";
  bar.setAttribute("role", "progressbar");
  bar.ariaLabel = "Loading";
  // Set through the CSSOM: a strict content security policy allows no inline style.
  Object.assign(bar.style, {
    position: "fixed",
    insetBlockStart: "0",
    insetInlineStart: "0",
    inlineSize: "100%",
    blockSize: "var(--live-progress-height, 3px)",
    background: "var(--live-progress-color, #2563eb)",
    transformOrigin: "0 0",
    zIndex: "2147483647",
  });
  document.body.append(bar);
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
    const scales = [0.02, 0.5, 0.75, 0.85, 0.9].map((scale) => `scaleX(${scale})`);
    bar.animate({ transform: scales }, { duration: 8_000, easing: "ease-out", fill: "forwards" });
  }
  const wait = setInterval(() => {
    if (isUnderWay()) return;
    clearInterval(wait);
    bar.remove();
  }, 30);
}

/** What the layout puts before and after a page's title. */
let around: [before: string, after: string] | undefined;

/** @param first the title that the page came with */
export function setTitle(first: string, title: string, description: string): void {
  around ??= aroundTitle(plain(first));
  const [before, after] = around;
  document.title = before + title + after;
  document.querySelector("meta[name=description]")?.setAttribute("content", description);
}

function aroundTitle(first: string): [string, string] {
  const at = first ? document.title.indexOf(first) : -1;
  return at < 0 ? ["", ""] : [document.title.slice(0, at), document.title.slice(at + first.length)];
}

/** As `document.title` gives it. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

/** Says which of the layout's links lead to this address. */
export function markCurrent(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(`a[${attributes.current}]`)) {
    const current = currentLink(link.pathname, location.pathname);
    if (current) link.setAttribute("aria-current", current);
    else link.removeAttribute("aria-current");
  }
}

/** Leads those who use the keyboard or hear the page to a new view. */
export function introduce(root: Element): void {
  announce(document.title);
  const active = document.activeElement;
  if (active && active !== document.body && active.isConnected && root.contains(active)) return;
  const target =
    root.querySelector<HTMLElement>("[autofocus]") ?? root.querySelector("h1") ?? root.closest("main");
  if (!target) return;
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

let announcer: HTMLElement | undefined;

function announce(text: string): void {
  if (!announcer?.isConnected) {
    announcer = document.createElement("div");
    announcer.className = "live-announcer";
    announcer.setAttribute("aria-live", "polite");
    const hidden = { position: "absolute", inlineSize: "1px", blockSize: "1px", overflow: "hidden" };
    Object.assign(announcer.style, { ...hidden, clipPath: "inset(50%)", whiteSpace: "nowrap" });
    document.body.append(announcer);
  }
  announcer.textContent = text;
}

/** Shows messages in place of those before. False when the layout has no place for them. */
export function showMessages(messages: readonly Message[]): boolean {
  const box = document.querySelector(`[${attributes.messages}]`);
  box?.replaceChildren(...messages.map(messageBox));
  return box !== null;
}

function messageBox({ level, text }: Message): Element {
  const box = document.createElement("p");
  box.className = `live-message live-message-${level}`;
  box.setAttribute("role", level === "warning" || level === "error" ? "alert" : "status");
  box.textContent = text;
  return box;
}
