import { focusOne } from "../patch/focus-one.ts";

/** Leads those who use the keyboard or hear the page to a new view. */
export function introduce(root: Element): void {
  announce(document.title);
  const active = document.activeElement;
  if (active && active !== document.body && active.isConnected && root.contains(active)) return;
  focusOne(root.querySelectorAll("[autofocus]"));
  const target = root.querySelector("h1") ?? root.closest("main");
  if (!target || root.contains(document.activeElement)) return;
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
