import type {
  Element,
  HTMLDialogElement,
  HTMLElement,
  HTMLFormElement,
  HTMLInputElement,
  HTMLSelectElement,
  Window,
} from "happy-dom";
import { LiveloomError } from "../errors.ts";
import { isHidden, nameOf, textOf } from "./accessible.ts";
import { byClick, byLabel, byRole, byText, findAll, findOne, type Search, type Text } from "./find.ts";
import { openingTag, prettyHtml } from "./pretty-html.ts";

/** What is acted on: an element, or the name by which people know it. */
export type Target = Text | Element;

/** What a scope is part of. */
export interface Stage {
  readonly window: Window;
  /** Does something, and waits for what comes of it. */
  act(action: () => void): Promise<void>;
}

export interface RoleOptions {
  /** The accessible name: the whole of it, or what it has to match. */
  readonly name?: Text;
}

const textFields =
  "textarea, [contenteditable], input:not([type=submit], [type=button], [type=reset], [type=image], [type=checkbox], [type=radio], [type=file], [type=hidden])";

/** A page or a part of it: finds what people would find there, and does what they would do. */
export class TestScope {
  readonly #stage: Stage;
  readonly #root: () => Element;

  constructor(stage: Stage, root: () => Element) {
    this.#stage = stage;
    this.#root = root;
  }

  /** The text that people see. */
  get text(): string {
    return textOf(this.#root());
  }

  /** The HTML, one element a line, without the framework's own marks. */
  get html(): string {
    return prettyHtml(this.#root());
  }

  /** The part of the page inside an element. */
  within(element: Element): TestScope {
    return new TestScope(this.#stage, () => element);
  }

  /** The element with this role. @throws LV-TEST-MISSING, LV-TEST-AMBIGUOUS */
  getByRole(role: string, { name }: RoleOptions = {}): HTMLElement {
    return this.#one(byRole(role, name));
  }

  getAllByRole(role: string, { name }: RoleOptions = {}): HTMLElement[] {
    return findAll(this.#root(), byRole(role, name)) as HTMLElement[];
  }

  /** The element with this role, or undefined. */
  queryByRole(role: string, { name }: RoleOptions = {}): HTMLElement | undefined {
    return this.getAllByRole(role, { ...(name !== undefined && { name }) }).length === 0
      ? undefined
      : this.#one(byRole(role, name));
  }

  /** The field with this label, or placeholder. @throws LV-TEST-MISSING, LV-TEST-AMBIGUOUS */
  getByLabel(label: Text): HTMLElement {
    return this.#one(byLabel(label));
  }

  /** The innermost element with exactly this text. @throws LV-TEST-MISSING, LV-TEST-AMBIGUOUS */
  getByText(text: Text): HTMLElement {
    return this.#one(byText(text));
  }

  /** The innermost element with this text, or undefined. */
  queryByText(text: Text): HTMLElement | undefined {
    return findAll(this.#root(), byText(text)).length === 0 ? undefined : this.getByText(text);
  }

  /**
   * Clicks on a button, a link, a box, or whatever else has an event for it.
   * @throws Refused when the server refuses the event; LV-TEST-MISSING, LV-TEST-AMBIGUOUS, LV-TEST-UNUSABLE
   */
  async click(target: Target): Promise<void> {
    const element = this.#usable(target, byClick);
    await this.#stage.act(() => {
      focus(element);
      element.click();
    });
  }

  /** Follows a link. */
  async follow(link: Target): Promise<void> {
    await this.click(isText(link) ? this.#one(byRole("link", link)) : link);
  }

  /** Replaces what is in a text field, and leaves the field. */
  async type(field: Target, text: string): Promise<void> {
    const element = this.#usable(field, (label) => byLabel(label, textFields));
    await this.#stage.act(() => {
      focus(element);
      if (element.matches("input, textarea")) (element as HTMLInputElement).value = text;
      else element.textContent = text;
      this.#changed(element);
      element.blur();
    });
  }

  /** Ticks a box or chooses a radio button. */
  async check(box: Target): Promise<void> {
    await this.#setChecked(box, true);
  }

  async uncheck(box: Target): Promise<void> {
    await this.#setChecked(box, false);
  }

  /** Chooses options by what they say or by their values; all others are not chosen then. @throws LV-TEST-MISSING */
  async select(field: Target, ...options: readonly string[]): Promise<void> {
    const list = this.#usable(field, (label) => byLabel(label, "select")) as HTMLSelectElement;
    const all = [...list.querySelectorAll("option")] as unknown as HTMLOption[];
    const chosen = options.map((option) => this.#option({ list, all, option }));
    await this.#stage.act(() => {
      focus(list);
      for (const option of all) option.selected = chosen.includes(option);
      this.#changed(list);
      list.blur();
    });
  }

  /**
   * Submits a form: the one given, the only one there is, or the one with that button. Like people, it presses the
   * form's button where there is one.
   */
  async submit(target?: Target): Promise<void> {
    const element = target === undefined || isText(target) ? this.#form(target) : target;
    if (!element.matches("form")) return await this.click(element);
    const form = element as HTMLFormElement;
    const button = form.querySelector("button:not([type=button], [type=reset]), input[type=submit]");
    if (button) await this.click(button as unknown as Element);
    else await this.#stage.act(() => form.requestSubmit());
  }

  /** Presses a key in a field, or without one where the focus is. Enter submits a field's form, Escape closes a dialog. */
  async press(key: string, field?: Target): Promise<void> {
    const { document, KeyboardEvent } = this.#stage.window;
    const element =
      field === undefined ? (document.activeElement ?? document.body) : this.#usable(field, byLabel);
    await this.#stage.act(() => {
      if (field !== undefined) focus(element as HTMLElement);
      const options = { key, bubbles: true, cancelable: true };
      const isDone = !element.dispatchEvent(new KeyboardEvent("keydown", options));
      if (!isDone && key === "Enter" && element.matches("input"))
        (element as HTMLInputElement).form?.requestSubmit();
      if (!isDone && key === "Escape") this.#closeDialog();
      element.dispatchEvent(new KeyboardEvent("keyup", options));
    });
  }

  /** Does what browsers do with the dialog that was opened last. */
  #closeDialog(): void {
    const { document, Event } = this.#stage.window;
    const dialog = [...document.querySelectorAll("dialog[open]")].at(-1) as HTMLDialogElement | undefined;
    if (dialog?.dispatchEvent(new Event("cancel", { cancelable: true }))) dialog.close();
  }

  async #setChecked(target: Target, isChecked: boolean): Promise<void> {
    const box = this.#usable(target, (label) => byLabel(label, "input[type=checkbox], input[type=radio]"));
    if ((box as HTMLInputElement).checked !== isChecked) await this.click(box);
  }

  #option({ list, all, option }: { list: Element; all: readonly HTMLOption[]; option: string }): HTMLOption {
    const found = all.find((each) => textOf(each) === option) ?? all.find(({ value }) => value === option);
    if (found) return found;
    const candidates = `There is: ${all.map((each) => JSON.stringify(textOf(each))).join(", ")}.`;
    throw new LiveloomError("LV-TEST-MISSING", {
      what: `the option ${JSON.stringify(option)} of ${JSON.stringify(nameOf(list))}`,
      candidates,
      html: `\n\n${prettyHtml(list)}`,
    });
  }

  #form(name: Text | undefined): Element {
    if (name !== undefined) return this.#one(byRole("button", name));
    return this.#one({
      what: "a form",
      isCandidate: (form) => form.matches("form"),
      textsOf: () => [],
      text: undefined,
    });
  }

  #one(search: Search): HTMLElement {
    return findOne(this.#root(), search) as HTMLElement;
  }

  #usable(target: Target, search: (text: Text) => Search): HTMLElement {
    const element = isText(target) ? this.#one(search(target)) : (target as HTMLElement);
    const reason = uselessness(element);
    if (reason) throw new LiveloomError("LV-TEST-UNUSABLE", { element: openingTag(element), reason });
    return element;
  }

  #changed(field: Element): void {
    const { Event } = this.#stage.window;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

type HTMLOption = HTMLElement & { selected: boolean; readonly value: string };

function isText(target: Target): target is Text {
  return typeof target === "string" || target instanceof RegExp;
}

function focus(element: HTMLElement): void {
  if (element.matches("a[href], button, input, select, summary, textarea, [contenteditable], [tabindex]"))
    element.focus();
}

/** Why people could not use an element; empty when they can. */
function uselessness(element: Element): string {
  if (!element.isConnected) return "it is not in the page any more";
  if (isHidden(element)) return "it is hidden";
  if (element.matches(":disabled, fieldset[disabled] *, [aria-disabled=true]")) return "it is disabled";
  if (element.closest("[inert]")) return "it is inert";
  return element.matches("[readonly]") && element.matches("input, textarea") ? "it is read-only" : "";
}
