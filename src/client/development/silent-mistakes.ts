import { attributes } from "../../shared/markup.ts";
import { hookRegistry } from "../loaders/hook-registry.ts";

/** So long after the page was loaded, or an element came, scripts may register hooks; in milliseconds. */
const patience = 1_000;

const told = new Set<string>();
let isCheckDue = false;

function checkSoon(): void {
  if (!isCheckDue) setTimeout(check, patience);
  isCheckDue = true;
}

function check(): void {
  isCheckDue = false;
  for (const element of document.querySelectorAll(`[${attributes.hook}]`))
    tell(hookProblem(element), element);
  for (const dialog of document.querySelectorAll(`[${attributes.modal}]:not([live-close])`))
    tell(dialogProblem, dialog);
}

function tell(problem: string | undefined, element: Element): void {
  if (!problem || told.has(problem)) return;
  told.add(problem);
  console.warn(problem, element);
}

const dialogProblem =
  `Liveloom: a dialog with ${attributes.modal} has no live-close. When people close it by Escape, the view does not hear ` +
  "of it and cannot open it again. Add live-close=${...} with an event that says so.";

function hookProblem(element: Element): string | undefined {
  const name = element.getAttribute(attributes.hook) ?? "";
  const attribute = `Liveloom: ${attributes.hook}="${name}"`;
  if (!element.closest(`[${attributes.view}]`))
    return `${attribute} stands outside of the live view, where no hook is run. Put it into what the view renders.`;
  const registered = hookRegistry();
  if (name === "" || registered.has(name)) return undefined;
  const names = [...registered.keys()].join(", ") || "none";
  return (
    `${attribute}: no script has registered a hook of this name. Call hooks({ ${name}: ... }) in a module script ` +
    `that the layout loads. Registered: ${names}.`
  );
}

/** Tells developers, from when the page is loaded, what would go unnoticed. */
export function watchForMistakes(): void {
  if (document.readyState === "complete") watch();
  else addEventListener("load", watch);
}

function watch(): void {
  checkSoon();
  const attributeFilter = [attributes.hook];
  new MutationObserver(checkSoon).observe(document, { childList: true, subtree: true, attributeFilter });
}
