import type { HookClass, HookMethods } from "../hooks/hook.ts";

/** A hook as a class, or as an object of what it does. */
export type HookDefinition = HookClass | HookMethods;

declare global {
  var liveloomHooks: Map<string, HookDefinition> | undefined;
}

/** Told on the document when scripts have registered hooks. */
export const registeredEvent = "live:hooks";

/** The page's hooks by name. Scripts and the client are bundled apart, and either may be there first. */
export function hookRegistry(): Map<string, HookDefinition> {
  globalThis.liveloomHooks ??= new Map();
  return globalThis.liveloomHooks;
}
