import { type HookDefinition, hookRegistry, registeredEvent } from "../loaders/hook-registry.ts";
import type { Hook, HookClass, HookMethods } from "./hook.ts";

/** An object's methods have the hook and the object's own fields as `this`. */
type Definition<Given> = Given extends HookClass
  ? Given
  : Given & HookMethods & ThisType<Given & Omit<Hook, keyof HookMethods>>;

/**
 * Registers hooks for elements with `live-hook="<name>"`, in the page already or later. Call it from a module script,
 * before or after Liveloom's own.
 * @example
 * hooks({ Clock: { mounted() { this.el.textContent = new Date().toLocaleTimeString(); } } });
 */
export function hooks<Definitions extends Record<string, object>>(
  definitions: {
    [Name in keyof Definitions]: Definition<Definitions[Name]>;
  },
): void {
  for (const [name, definition] of Object.entries(definitions))
    hookRegistry().set(name, definition as HookDefinition);
  document.dispatchEvent(new CustomEvent(registeredEvent));
}
