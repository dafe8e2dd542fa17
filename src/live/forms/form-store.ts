import {
  type Fields,
  type FormIssue,
  type FormShape,
  type FormState,
  type Lists,
  nestedValues,
} from "./form-state.ts";

const nothing: Fields = new Map();

/** Holds a form's state for the form and for the pieces of it that templates use. */
export class FormStore {
  /** What begins the ids of the form's elements. */
  name = "";
  state: FormState;
  /** What is known of the form's data beforehand. */
  shape: FormShape;
  /** Told that rows of the list at a path came, went or moved. */
  onRows: (list: string) => void = () => {};
  readonly #secret: ReadonlySet<string>;
  /** Until the form was submitted, and never in a snapshot. */
  #secrets = nothing;

  constructor(shape: FormShape, state: FormState, secret: readonly string[]) {
    this.shape = shape;
    this.state = state;
    this.#secret = new Set(secret);
  }

  change(changes: Partial<FormState>): void {
    this.state = { ...this.state, ...changes };
  }

  /** Takes values over, secrets apart from the others. */
  setFields(all: Fields): void {
    if (this.#secret.size === 0) return this.change({ fields: all });
    const entries = [...all];
    this.#secrets = new Map(entries.filter(([name]) => this.#secret.has(name)));
    this.change({ fields: new Map(entries.filter(([name]) => !this.#secret.has(name))) });
  }

  get hasSecrets(): boolean {
    return this.#secret.size > 0;
  }

  forgetSecrets(): void {
    this.#secrets = nothing;
  }

  /** Every value, secrets included. */
  get fields(): Fields {
    return this.#secrets.size > 0 ? new Map([...this.state.fields, ...this.#secrets]) : this.state.fields;
  }

  /** What the schema is asked about. */
  values(): Record<string, unknown> {
    return this.nested(this.fields, this.state.lists);
  }

  nested(fields: Fields, lists: Lists): Record<string, unknown> {
    return nestedValues(fields, lists, this.shape);
  }

  idOf(path: string): string {
    return `${this.name}-${path.replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/-$/, "")}`;
  }

  /** Everything that is wrong and that people may know by now. */
  get problems(): FormIssue[] {
    const { issues, added, touched, wasSubmitted } = this.state;
    const shown = wasSubmitted ? issues : issues.filter(({ path }) => touched.has(path));
    return [...shown, ...added];
  }

  errorsAt(path: string): string[] {
    return this.problems.filter((issue) => issue.path === path).map(({ message }) => message);
  }
}
