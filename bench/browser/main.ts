/** Runs in the browser: plays messages on a page and says how long each took. */
import type { PlayFunction } from "./play.ts";
import { sides } from "./sides.ts";

declare global {
  var play: PlayFunction;
}

globalThis.play = async ({ side, start, messages }, withPages) => {
  const root = document.createElement("div");
  root.setAttribute("live-view", "0");
  root.innerHTML = start;
  document.body.replaceChildren(root);
  const apply = sides[side](root);
  const script: number[] = [];
  const whole: number[] = [];
  const pages: string[] = [];
  for (const message of messages) {
    await painted();
    globalThis.gc?.();
    const before = performance.now();
    apply(message);
    script.push(performance.now() - before);
    root.getBoundingClientRect();
    whole.push(performance.now() - before);
    if (withPages) pages.push(plain(root));
  }
  return { script, whole, pages };
};

/** The next frame has been drawn and nothing is left to do. */
function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function plain(root: Element): string {
  return root.innerHTML
    .replace(/<!--.*?-->| lv="\w*"/g, "")
    .replace(/\s+/g, " ")
    .replace(/ (?=<)|(?<=>) /g, "");
}
