import { pathOf } from "./field-name.ts";
import type { FormStore } from "./form-store.ts";

/** All that a template needs to show one field. Made anew by every `form.field(...)`. */
export class FormField {
  /** For the `name` attribute. */
  readonly name: string;
  readonly #path: string;
  readonly #store: FormStore;

  constructor(store: FormStore, name: string) {
    this.name = name;
    this.#path = pathOf(name);
    this.#store = store;
  }

  /** For the `id` attribute and a label's `for`. */
  get id(): string {
    return this.#store.idOf(this.#path);
  }

  /** What was typed; "" for a secret, which is never written into the page. */
  get value(): string {
    return this.values[0] ?? "";
  }

  /** All values, of a field that has several. */
  get values(): readonly string[] {
    return this.#store.state.fields.get(this.name) ?? [];
  }

  /** Whether a check box is ticked. */
  get checked(): boolean {
    return this.value !== "";
  }

  /** Whether this is (one of) the field's values: for radio buttons, check boxes of a group, and options. */
  is(value: string | number): boolean {
    return this.values.includes(String(value));
  }

  /** Whether it was changed and left. */
  get isTouched(): boolean {
    return this.#store.state.touched.has(this.#path);
  }

  /** What is wrong: nothing before the field was changed and left, or the form was submitted. */
  get errors(): readonly string[] {
    return this.#store.errorsAt(this.#path);
  }

  /** The first of the errors, or "". */
  get error(): string {
    return this.errors[0] ?? "";
  }

  /** For the `id` of the element that shows the error. */
  get errorId(): string {
    return `${this.id}-error`;
  }

  /** For `aria-invalid`, which is left out while nothing is wrong. */
  get invalid(): "true" | undefined {
    return this.errors.length > 0 ? "true" : undefined;
  }

  /** For `aria-describedby`: the error's element, while there is one. */
  get describedBy(): string | undefined {
    return this.errors.length > 0 ? this.errorId : undefined;
  }
}
