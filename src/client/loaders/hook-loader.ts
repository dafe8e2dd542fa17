import type { RunningHooks } from "../parts/hooks.ts";
import { hookRegistry, registeredEvent } from "./hook-registry.ts";

/** The part that runs hooks, once a script has registered some. */
export let hooks: RunningHooks | undefined;

/** What hooks have to hear once they are there. Undefined when nobody has to wait for them. */
let waiting: (() => void)[] | undefined;

let loading: Promise<void> | undefined;

/** What comes from the server waits for this. */
let hold: (until: Promise<unknown>) => void;

/** Starts the hooks that scripts have registered, and those that they will. */
export function watchHooks(holds: typeof hold): void {
  hold = holds;
  if (document.readyState === "complete") return begin();
  waiting = [];
  // Module scripts that stand in the page have run by then.
  document.addEventListener("DOMContentLoaded", begin);
  addEventListener("load", begin);
}

/** Does something once the page's hooks are there to hear of it. */
export function afterHooks(act: () => void): void {
  if (waiting) waiting.push(act);
  else act();
}

function begin(): void {
  document.addEventListener(registeredEvent, start);
  start();
}

function start(): void {
  const registry = hookRegistry();
  if (hooks) return hooks.tell(true);
  if (registry.size === 0) return release();
  if (loading) return;
  loading = import("../parts/hooks.ts")
    .then((part) => {
      hooks = new part.RunningHooks(registry);
    })
    // It is tried again when another script registers one, or the page is loaded anew.
    .catch((error) => console.error(error))
    .then(release);
  hold(loading);
}

function release(): void {
  const acts = waiting ?? [];
  waiting = undefined;
  loading = undefined;
  for (const act of acts) act();
}
