import type { LiveViewClass } from "./live-view.ts";

/** Logs a warning; what loggers such as pino have. */
type Warn = (fields: object, message: string) => void;

/** Says, once for each view class, why its instances stay in memory although they have a `restore()`. For development. */
export class RestWarnings {
  readonly #warn: Warn;
  readonly #told = new WeakSet<LiveViewClass>();

  constructor(warn: Warn) {
    this.#warn = warn;
  }

  /**
   * @param field the public field that cannot be written down, with the way into it: "cart.items[3]"; or a component.
   * @param what what is there: "a function".
   */
  tell(View: LiveViewClass, field: string, what: string): void {
    if (this.#told.has(View)) return;
    this.#told.add(View);
    this.#warn(
      { view: View.name, field },
      `${View.name} keeps its instance in memory while its page is idle, because of "${field}": ${what}. ` +
        "Hold plain data in public fields, or make the field private (its name starts with _ or #) and set it in restore(). " +
        "Components need a restore(), too, and no unmount().",
    );
  }
}
