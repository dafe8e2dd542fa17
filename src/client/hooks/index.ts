/** What scripts of apps import from "liveloom/client". They run in the browser. */
export type { BrowserEventName, BrowserEvents, BrowserPayload } from "../../shared/browser-events.ts";
export { Hook, type HookMethods } from "./hook.ts";
export { hooks } from "./hooks.ts";
