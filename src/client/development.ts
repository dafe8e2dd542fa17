/** Tells developers what would go unnoticed. Pages load it beside the client, in development only. */
import { attributes } from "../shared/wire.ts";
import { hookRegistry } from "./hook-registry.ts";

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
  for (const element of document.querySelectorAll(`[${attributes.hook}]`)) {
    const problem = problemOf(element);
    if (!problem || told.has(problem)) continue;
    told.add(problem);
    console.warn(problem, element);
  }
}

function problemOf(element: Element): string | undefined {
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

function start(): void {
  checkSoon();
  const attributeFilter = [attributes.hook];
  new MutationObserver(checkSoon).observe(document, { childList: true, subtree: true, attributeFilter });
}

if (document.readyState === "complete") start();
else addEventListener("load", start);
