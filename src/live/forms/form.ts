import type { StandardSchemaV1 } from "@standard-schema/spec";
import { type AttributeSource, attributeText } from "../../template/attribute-source.ts";
import { checkpoint, type Restorable } from "../../template/restorable.ts";
import { obstacleIn } from "../data-obstacle.ts";
import { type EventOptions, event, refused, type SubmittedForm } from "../event.ts";
import { type KeptField, keptState, restoreState } from "../kept-field.ts";
import { isFieldName, pathOf } from "./field-name.ts";
import { flatten } from "./flatten.ts";
import { FormGroup } from "./form-group.ts";
import type { AnyPath, ChoicePath, FieldPath, Initial, Typed } from "./form-paths.ts";
import { type Fields, type FormIssue, type FormState, pathOfIssue, startState } from "./form-state.ts";
import { FormStore } from "./form-store.ts";
import { mergeSent, sentLists } from "./merge-sent.ts";
import { type SentForm, sentFields, sentForm } from "./sent-fields.ts";
import { unknownFields } from "./unknown-fields.ts";

type InputOf<Schema extends StandardSchemaV1> = StandardSchemaV1.InferInput<Schema>;
type OutputOf<Schema extends StandardSchemaV1> = StandardSchemaV1.InferOutput<Schema>;
type Checked = StandardSchemaV1.Result<unknown>;

/** Options of a form; permission and rate limit are those of its checks while somebody types. */
export interface FormOptions<Schema extends StandardSchemaV1>
  extends Omit<EventOptions<undefined>, "params" | "audit"> {
  /** As that of an event, for what is sent while somebody fills the form in. Default: false. */
  readonly audit?: boolean | string;
  /** What the fields start with. Default: nothing. */
  readonly initial?: Initial<InputOf<Schema>>;
  /** Fields whose values are never written into the page or a snapshot, and are forgotten after a submit. */
  readonly secret?: readonly FieldPath<InputOf<Schema>>[];
  /** Called when a field was changed (left, for text), before the values are checked: to fit other fields to it. */
  readonly onChange?: (form: Form<Schema>, name: string) => unknown;
}

/** Where what takes its time is continued. */
export interface FormOwner {
  inform(work: () => unknown): void;
  /** Tells developers something once; undefined in production. */
  readonly hint?: ((text: string) => void) | undefined;
  readonly View?: { readonly name: string };
}

/** A form on a page: what was typed, and what the schema says to it. Made by {@link form}. */
export class Form<Schema extends StandardSchemaV1 = StandardSchemaV1>
  extends FormGroup<InputOf<Schema>>
  implements AttributeSource, KeptField, Restorable, SubmittedForm<OutputOf<Schema>>
{
  readonly submitted = sentFields;
  /** Called by the browser while somebody fills the form in. */
  readonly event;
  readonly #schema: Schema;
  readonly #onChange: FormOptions<Schema>["onChange"];
  #owner: FormOwner | undefined;
  /** The number of the newest check: only its result counts. */
  #check = 0;
  #isChecking = false;
  /** Of a form with secrets, which its state must not hold. */
  #output: OutputOf<Schema> | undefined;

  constructor(schema: Schema, { initial, secret = [], onChange, ...options }: FormOptions<Schema>) {
    const shape = flatten(Object(initial ?? {}));
    super(new FormStore(shape, startState(shape), secret), "");
    this.store.onRows = (list) => this.#recheckList(list);
    this.#schema = schema;
    this.#onChange = onChange;
    this.event = event({ ...options, params: sentForm }, (sent) => this.#changed(sent));
    this.event.isForm = true;
  }

  /** Tells the form the name of its field in the view, and who looks after the view. */
  attach(name: string, owner: FormOwner): void {
    this.store.name = name;
    this.#owner = owner;
  }

  /** For `live-form`: the form's name, and how often it was emptied. */
  [attributeText](): string {
    const name = this.event[attributeText]();
    return this.state.resets > 0 ? `${name} ${this.state.resets}` : name;
  }

  /** Everything there is to know about the form, as plain data. */
  get state(): FormState {
    return this.store.state;
  }

  /** Its state is replaced, never changed. */
  [checkpoint](): () => void {
    const { state } = this;
    return () => this[restoreState](state);
  }

  /** What a schema made of the values need not be data. */
  [keptState](): readonly [FormState] {
    const { state } = this;
    return [obstacleIn(state.output) ? { ...state, output: undefined } : state];
  }

  [restoreState](state: FormState): void {
    this.store.state = state;
  }

  /** What was typed, as text: secrets are left out. */
  get values(): Typed<InputOf<Schema>> {
    const { fields, lists } = this.state;
    return this.store.nested(fields, lists) as Typed<InputOf<Schema>>;
  }

  /** What the schema made of the values when they were last checked; undefined when it refused them. */
  get output(): OutputOf<Schema> | undefined {
    return this.store.hasSecrets ? this.#output : this.state.output;
  }

  /** Whether the values passed the schema when they were last checked, and the app had nothing against them. */
  get isValid(): boolean {
    return this.state.isValid && this.state.added.length === 0;
  }

  /** Whether a check of the values is under way that takes its time. */
  get isChecking(): boolean {
    return this.#isChecking;
  }

  /** Whether the form was submitted and something is wrong (still, or again). */
  get hasFailed(): boolean {
    return this.state.wasSubmitted && this.problems.length > 0;
  }

  /** What is wrong with the form as a whole. */
  get errors(): readonly string[] {
    return this.store.errorsAt("");
  }

  /** Everything that is wrong and may be shown, with the `id` of the field it is about. */
  get problems(): readonly { readonly path: string; readonly id: string; readonly message: string }[] {
    return this.store.problems.map((issue) => ({ ...issue, id: this.store.idOf(issue.path) }));
  }

  /** Says that something is wrong with the form as a whole, until the next change or submit. */
  addError(message: string): void;
  /** Says that something is wrong with a field, until its value changes or the form is submitted again. */
  addError(path: AnyPath<InputOf<Schema>>, message: string): void;
  addError(pathOrMessage: string, message?: string): void {
    const issue =
      message === undefined ? { path: "", message: pathOrMessage } : { path: pathOrMessage, message };
    this.store.change({ added: [...this.state.added, issue] });
  }

  /** Sets what a field holds, as if it had been typed. */
  set(path: FieldPath<InputOf<Schema>>, value: string): void;
  set(path: ChoicePath<InputOf<Schema>>, values: readonly string[]): void;
  set(path: string, value: string | readonly string[]): void {
    const entry = typeof value === "string" ? ([path, [value]] as const) : ([`${path}[]`, value] as const);
    this.store.setFields(new Map<string, readonly string[]>([...this.store.fields, entry]));
  }

  /** Starts over: with the initial values, or with these. In the browser, what was typed is gone, too. */
  reset(initial?: Initial<InputOf<Schema>>): void {
    const { resets } = this.state;
    this.#check++;
    this.#isChecking = false;
    this.store.shape = initial === undefined ? this.store.shape : flatten(Object(initial));
    this.#forget();
    this.store.state = startState(this.store.shape, resets + 1);
  }

  /** Checks the values as they are now, and returns whether they pass. Errors are shown for touched fields only. */
  async check(): Promise<boolean> {
    await this.#validate();
    return this.isValid;
  }

  /** Takes a submitted form: `body` is called with what the schema makes of it, unless the schema refuses. */
  async submit(sent: Fields, body: (values: OutputOf<Schema>) => unknown): Promise<unknown> {
    this.#take(sent);
    this.store.change({ wasSubmitted: true, added: [] });
    try {
      const result = await this.#validate();
      return result.issues ? refused : await body(result.value as OutputOf<Schema>);
    } finally {
      this.#forget();
    }
  }

  #changed({ fields, left, isRecovery }: SentForm): unknown {
    if (isRecovery) this.#takeLists(fields);
    const before = this.store.fields;
    this.#take(fields);
    const after = this.store.fields;
    const names = left === true ? changedNames(before, after) : [left ?? ""].filter(isFieldName);
    const adapting = this.#leave(names, after);
    return adapting instanceof Promise ? adapting.then(() => this.#validateLater()) : this.#validateLater();
  }

  /** Fields were left, one after the other. What one of them changes in a later one does not count: that was filled in since. */
  #leave([name, ...others]: readonly string[], typed: Fields): unknown {
    if (name === undefined) return undefined;
    const values = typed.get(name);
    if (values) this.store.setFields(new Map([...this.store.fields, [name, values]]));
    this.#touch(pathOf(name));
    const adapting = this.#onChange?.(this, name);
    return adapting instanceof Promise
      ? adapting.then(() => this.#leave(others, typed))
      : this.#leave(others, typed);
  }

  /** A new view shows the rows that the last one had. */
  #takeLists(sent: Fields): void {
    const lists = sentLists(this.state.lists, sent);
    const nextKey = Math.max(this.state.nextKey, ...[...lists.values()].flat().map((key) => key + 1));
    this.store.change({ lists, nextKey });
  }

  #take(sent: Fields): void {
    if (this.#owner?.hint) this.#hintAtUnknown(sent, this.#owner.hint);
    const before = this.store.fields;
    this.store.setFields(mergeSent(this.state, sent));
    const after = this.store.fields;
    const isSame = ({ path }: FormIssue) =>
      path !== "" && [path, `${path}[]`].every((name) => isEqual(before.get(name), after.get(name)));
    this.store.change({ added: this.state.added.filter(isSame) });
  }

  /** What is typed there is lost. */
  #hintAtUnknown(sent: Fields, tell: (text: string) => void): void {
    const form = `"${this.store.name}" of ${this.#owner?.View?.name}`;
    for (const { name, hint } of unknownFields(this.#schema, sent.keys()))
      tell(
        `The page sends a field "${name}" with the form ${form}, whose schema has none. ${hint}` +
          `Take its name from the form, name=\${this.${this.store.name}.field("...").name}, or add it to the schema.`,
      );
  }

  #touch(path: string): void {
    const { touched, fields } = this.state;
    if (!touched.has(path) && touched.size <= fields.size + this.store.shape.fields.size)
      this.store.change({ touched: new Set([...touched, path]) });
  }

  /** A check that takes its time does not keep others waiting. */
  #validateLater(): unknown {
    const checking = this.#validating();
    if (!(checking instanceof Promise)) return undefined;
    const owner = this.#owner;
    if (!owner) return checking;
    this.#isChecking = true;
    const check = this.#check;
    checking
      .then(
        (apply) => owner.inform(apply),
        (error) => owner.inform(() => this.#failed(check, error)),
      )
      // Too much is waiting already: the next change brings the next check.
      .catch(() => this.#stopChecking(check));
    return undefined;
  }

  #failed(check: number, error: unknown): void {
    this.#stopChecking(check);
    throw error;
  }

  #stopChecking(check: number): void {
    if (check === this.#check) this.#isChecking = false;
  }

  async #validate(): Promise<Checked> {
    const apply = await this.#validating();
    return apply();
  }

  /** Asks the schema. Returns what takes its answer over, unless the values were checked anew meanwhile. */
  #validating(): (() => Checked) | Promise<() => Checked> {
    const check = ++this.#check;
    const { lists } = this.state;
    const take = (result: Checked) => () => {
      if (check === this.#check) this.#settle(result, lists);
      return result;
    };
    const result = this.#schema["~standard"].validate(this.store.values());
    if (result instanceof Promise) return result.then(take);
    const apply = take(result);
    apply();
    return apply;
  }

  #settle(result: Checked, lists: FormState["lists"]): void {
    this.#isChecking = false;
    const output = result.issues ? undefined : result.value;
    if (this.store.hasSecrets) this.#output = output;
    else this.store.change({ output });
    this.store.change({ issues: issuesOf(result, lists), isValid: !result.issues });
  }

  /** Rows came, went or moved: what is known to be wrong with them and their list may not be any more, or something else. */
  #recheckList(list: string): void {
    if (this.#isChecking) return void this.#validateLater();
    if (!this.state.wasSubmitted) return;
    const check = this.#check;
    const { lists } = this.state;
    const take = (result: Checked) => () => {
      if (check === this.#check && lists === this.state.lists)
        this.#settleList(list, issuesOf(result, lists));
    };
    const result = this.#schema["~standard"].validate(this.store.values());
    if (!(result instanceof Promise)) return take(result)();
    const owner = this.#owner ?? { inform: (work) => work() };
    result
      .then(
        (checked) => owner.inform(take(checked)),
        (error) => owner.inform(() => this.#failed(check, error)),
      )
      // Too much is waiting already: the next change brings the next check.
      .catch(() => undefined);
  }

  /**
   * Takes over what was found wrong with a list as a whole, and with rows that were known to be wrong. Nothing else: a
   * new row is not wrong yet, and secrets may be forgotten by now.
   */
  #settleList(list: string, found: readonly FormIssue[]): void {
    const { issues } = this.state;
    const isOfList = ({ path }: FormIssue) => path === list || path.startsWith(`${list}[`);
    const known = new Set([list, ...issues.map(({ path }) => path)]);
    const others = issues.filter((issue) => !isOfList(issue));
    this.store.change({
      issues: [...others, ...found.filter((issue) => isOfList(issue) && known.has(issue.path))],
    });
  }

  #forget(): void {
    this.store.forgetSecrets();
    this.#output = undefined;
  }
}

function issuesOf({ issues = [] }: Checked, lists: FormState["lists"]): FormIssue[] {
  return issues.map(({ message, path = [] }) => {
    const place = path.map((step) => (typeof step === "object" ? step.key : step));
    return { path: pathOfIssue(place, lists), message };
  });
}

/** The fields that have other values than before, in the order of the page. An empty one is like none. */
function changedNames(before: Fields, after: Fields): string[] {
  const names = new Set([...after.keys(), ...before.keys()]);
  return [...names].filter((name) => !isEqual(before.get(name) ?? [""], after.get(name) ?? [""]));
}

function isEqual(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return (
    one === other ||
    (one?.length === other?.length && one?.every((text, at) => text === other?.[at]) === true)
  );
}

// Templates in files call methods without parameters; this one is not for them.
Object.assign(Form.prototype.check, { alters_data: true });

/**
 * A form as a field of a view. Its values are what was typed; the schema checks them while people type and when they
 * submit. `live-form` connects it with the page, `event({ form })` takes what is submitted.
 * @example
 * profile = form(z.object({ email: z.email() }));
 * save = event({ form: this.profile }, (values) => users.add(values.email));
 * // <form live-form=${this.profile} live-submit=${this.save}>
 */
export function form<Schema extends StandardSchemaV1>(
  schema: Schema,
  options: FormOptions<Schema> = {},
): Form<Schema> {
  return new Form(schema, options);
}
