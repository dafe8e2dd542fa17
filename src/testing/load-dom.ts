import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Window } from "happy-dom";
import { LiveloomError, messageOf } from "../errors.ts";

/** Beside this file in the package, and in dist/ when run from source. */
const files = ["./browser-client.js", "../../dist/testing/browser-client.js"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

type WindowClass = typeof Window;

/** What a simulated browser is made of. */
export interface Dom {
  readonly Window: WindowClass;
  /** Runs the browser client in a window; what it may call is in `own`. */
  readonly runClient: (window: Window, own: object) => void;
}

/** Loaded with this module, before any test's time is counted: it takes a while. */
const loaded = await load().then(
  (dom) => ({ dom }),
  (error: unknown) => ({ error }),
);

/** @throws LV-TEST-DOM when happy-dom is not installed, LV-CLIENT-MISSING */
export function loadDom(): Dom {
  if ("error" in loaded) throw loaded.error;
  return loaded.dom;
}

async function load(): Promise<Dom> {
  const file = files.find((candidate) => existsSync(candidate));
  if (!file) throw new LiveloomError("LV-CLIENT-MISSING", { folder: files.join(" or ") });
  // The client's script is run as browsers do: its globals are those of its window.
  const script = `with (window) with (own) { ${readFileSync(file, "utf8")}\n }`;
  const run = new Function("window", "own", script);
  return {
    Window: await windowClass(),
    runClient: (window, own) => void run.call(window, window, { ...own, globalThis: window, self: window }),
  };
}

async function windowClass(): Promise<WindowClass> {
  try {
    return (await import("happy-dom")).Window;
  } catch (cause) {
    throw new LiveloomError("LV-TEST-DOM", { reason: messageOf(cause) });
  }
}
