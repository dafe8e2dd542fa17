import type { RunningHooks } from "../parts/hooks.ts";
import { hookRegistry, registeredEvent } from "./hook-registry.ts";

/** The part that runs hooks, once a script has registered some. */
export let hooks: RunningHooks | undefined;

/** While hooks may still have to hear of what the server says. */
let starting: Promise<unknown> | undefined;

/** Starts the hooks that scripts have registered, and those that they will. */
export function watchHooks(): void {
  document.addEventListener(registeredEvent, start);
  if (document.readyState === "complete") return start();
  // Module scripts that stand in the page have run by then.
  starting = new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", resolve);
    addEventListener("load", resolve);
  }).then(() => {
    starting = undefined;
    start();
    return starting;
  });
}

/** Does something once the page's hooks are there to hear of it. */
export function afterHooks(act: () => void): void {
  if (starting) starting.then(act);
  else act();
}

function start(): void {
  const registry = hookRegistry();
  if (hooks) return hooks.tell(true);
  if (registry.size === 0 || starting) return;
  starting = import("../parts/hooks.ts").then(
    (part) => {
      starting = undefined;
      hooks = new part.RunningHooks(registry);
    },
    // It is tried again when another script registers one, or the page is loaded anew.
    (error) => {
      starting = undefined;
      console.error(error);
    },
  );
}
