import { attributes } from "../../shared/markup.ts";

/** A navigation is only mentioned when it takes longer than this, in milliseconds. */
const patience = 120;

let timer: ReturnType<typeof setTimeout> | undefined;

const isUnderWay = () => document.documentElement.hasAttribute(attributes.navigating);

/** A navigation is under way: a thin bar at the top of the page says so, should it take a while. */
export function showProgress(): void {
  clearTimeout(timer);
  timer = setTimeout(() => isUnderWay() && showBar(), patience);
}

function showBar(): void {
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
