/** Stands in a field until the view is constructed. */
class Temporary {
  readonly initial: () => unknown;
  /** What {@link initial} made last. */
  given: unknown;

  constructor(initial: () => unknown) {
    this.initial = initial;
  }
}

/**
 * Declares a field that is shown once: after each render it has its first value again. For what belongs to one
 * update only, such as "Saved", and for data that the server need not keep once the page shows it.
 *
 * What was shown of it cannot be shown again: the next render, and the whole view after a lost connection, has the
 * first value. While the constructor runs, the field has no value yet.
 * @param initial makes the first value, anew each time.
 * @example saved = temporary(() => "");
 */
export function temporary<Value>(initial: () => Value): Value {
  return new Temporary(initial) as Value;
}

/** The temporary fields of one view. */
export class TemporaryFields {
  readonly #fields: ReadonlyMap<string, Temporary>;
  #isShown = false;

  private constructor(fields: ReadonlyMap<string, Temporary>) {
    this.#fields = fields;
  }

  /** Gives the fields their first values. Undefined when the view has none. */
  static of(view: object): TemporaryFields | undefined {
    let fields: Map<string, Temporary> | undefined;
    for (const [name, value] of Object.entries(view)) {
      if (!(value instanceof Temporary)) continue;
      fields ??= new Map();
      fields.set(name, value);
      value.given = value.initial();
      Reflect.set(view, name, value.given);
    }
    return fields && new TemporaryFields(fields);
  }

  /** Whether the page shows something that was in one of them, and is nowhere else. */
  get isShown(): boolean {
    return this.#isShown;
  }

  /** The view was rendered: the fields get their first values again. */
  reset(view: object): void {
    this.#isShown = false;
    for (const [name, field] of this.#fields) {
      const value: unknown = Reflect.get(view, name);
      const first = field.initial();
      if (!Object.is(value, field.given) || lengthOf(value) !== lengthOf(first)) this.#isShown = true;
      field.given = first;
      Reflect.set(view, name, first);
    }
  }
}

/** Items can have been added to the list that was given. */
function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
