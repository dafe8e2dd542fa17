import { LiveloomError } from "../../errors.ts";
import { type FormPart, formPart } from "../../template/form-part.ts";
import { formLimits, isFieldName, pathIn, rowPath } from "./field-name.ts";
import { flatten } from "./flatten.ts";
import { FormField } from "./form-field.ts";
import type { ChoicePath, FieldPath, Initial, ListPath, RowAt } from "./form-paths.ts";
import type { FormIssue } from "./form-state.ts";
import type { FormStore } from "./form-store.ts";

/** Fields that belong together: those of a form, or of a row in it. Paths are the names in the schema's input. */
export class FormGroup<Input> implements FormPart {
  /** Where the group is in the form; "" for the form itself. */
  readonly path: string;
  protected readonly store: FormStore;

  constructor(store: FormStore, path: string) {
    this.store = store;
    this.path = path;
  }

  /** A field with one value. @example form.field("address.street") */
  field(path: FieldPath<Input>): FormField {
    return new FormField(this.store, this.#name(path));
  }

  /** A field with several values: check boxes of one name, `<select multiple>`. @example form.choices("interests") */
  choices(path: ChoicePath<Input>): FormField {
    return new FormField(this.store, this.#name(`${path}[]`));
  }

  /** A list of rows, each with fields of its own. @example form.list("phones").rows */
  list<Path extends ListPath<Input>>(path: Path): FormList<RowAt<Input, Path>> {
    return new FormList(this.store, this.#name(path));
  }

  /** The same for templates in files, which know no types: `{{ form|field:"email" }}`. */
  [formPart](kind: "field" | "choices" | "rows", path: string): unknown {
    if (kind === "rows") return new FormList(this.store, this.#name(path)).rows;
    return new FormField(this.store, this.#name(kind === "choices" ? `${path}[]` : path));
  }

  #name(path: string): string {
    const name = pathIn(this.path, path);
    if (!isFieldName(name)) throw new LiveloomError("LV-FORM-FIELD", { got: name });
    return name;
  }
}

/** A row of a list. Its key stays the same for as long as the row exists, wherever it moves. */
export class FormRow<Input> extends FormGroup<Input> {
  readonly key: number;
  /** Its position, from 0. */
  readonly index: number;

  constructor(store: FormStore, list: string, { key, index }: { key: number; index: number }) {
    super(store, rowPath(list, key));
    this.key = key;
    this.index = index;
  }
}

/** The rows of a list in a form. */
export class FormList<Input> {
  readonly path: string;
  readonly #store: FormStore;

  constructor(store: FormStore, path: string) {
    this.#store = store;
    this.path = path;
  }

  get rows(): FormRow<Input>[] {
    return this.#keys.map((key, index) => new FormRow<Input>(this.#store, this.path, { key, index }));
  }

  get length(): number {
    return this.#keys.length;
  }

  /** What is wrong with the list as a whole, such as too few rows. */
  get errors(): readonly string[] {
    return this.#store.errorsAt(this.path);
  }

  /** Adds a row at the end. False when the list is full: it takes 200 rows. */
  append(initial: Initial<Input> = {} as Initial<Input>): boolean {
    const { lists, fields, nextKey: key } = this.#store.state;
    if (this.length >= formLimits.rows) return false;
    const added = flatten(Object(initial), { path: rowPath(this.path, key), nextKey: key + 1 });
    this.#store.change({
      fields: new Map([...fields, ...added.fields]),
      lists: new Map([...lists, [this.path, [...this.#keys, key]], ...added.lists]),
      nextKey: added.nextKey,
    });
    this.#store.onRows(this.path);
    return true;
  }

  /** Takes a row out, with what was typed into it. False when there is none with this key. */
  remove(key: number): boolean {
    if (!this.#keys.includes(key)) return false;
    const { fields, lists, touched, issues, added } = this.#store.state;
    const isElsewhere = (path: string) => !path.startsWith(`${rowPath(this.path, key)}`);
    const without = (all: readonly FormIssue[]) => all.filter(({ path }) => isElsewhere(path));
    this.#store.change({
      fields: new Map([...fields].filter(([name]) => isElsewhere(name))),
      lists: new Map([...lists].filter(([path]) => isElsewhere(path))),
      touched: new Set([...touched].filter(isElsewhere)),
      issues: without(issues),
      added: without(added),
    });
    this.#setKeys(this.#keys.filter((other) => other !== key));
    return true;
  }

  /** Moves a row to a position, the first or last when that is beyond. False when there is none with this key. */
  move(key: number, index: number): boolean {
    if (!this.#keys.includes(key)) return false;
    const others = this.#keys.filter((other) => other !== key);
    this.#setKeys(others.toSpliced(Math.max(0, index), 0, key));
    return true;
  }

  get #keys(): readonly number[] {
    return this.#store.state.lists.get(this.path) ?? [];
  }

  #setKeys(keys: readonly number[]): void {
    this.#store.change({ lists: new Map([...this.#store.state.lists, [this.path, keys]]) });
    this.#store.onRows(this.path);
  }
}
