import type { TemplateValue } from "./html.ts";

/**
 * Renders `then` when the condition holds, else `otherwise` (nothing by default). Neither is called in vain.
 * @example when(this.error, () => html`<p role="alert">${this.error}</p>`)
 */
export function when(
  condition: unknown,
  then: () => TemplateValue,
  otherwise?: () => TemplateValue,
): TemplateValue {
  return condition ? then() : otherwise?.();
}
