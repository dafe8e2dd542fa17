import { randomBytes } from "node:crypto";
import type { ComponentPath } from "../../diff/component-path.ts";
import { AccessRefused } from "../../errors.ts";
import { attributes } from "../../shared/markup.ts";
import { Change, type PointChange } from "../../shared/wire.ts";
import { PlacedComponent } from "../../template/component.ts";
import { type Html, html } from "../../template/html.ts";
import { insideElement, keepsOut, type Nesting } from "../../template/nesting.ts";
import { refuseElement } from "../../template/refuse-nesting.ts";
import { type MarkedHtml, toMarkedHtml } from "../../template/to-html.ts";
import { type Child, renderIn } from "../components/component.ts";
import { componentNumber } from "../components/component-number.ts";
import type { ComponentPlace, MountedComponent } from "../components/mounted-component.ts";
import type { ViewComponents } from "../components/view-components.ts";
import type { LiveViewClass } from "../live-view.ts";
import type { MountedView } from "../mounted-view.ts";
import type { ViewContext } from "../view-context.ts";
import type { NestedCall } from "./nested.ts";
import type { NestedPlace } from "./nested-place.ts";
import type { NestedViews } from "./nested-views.ts";

/** What stands for a view in its parent's HTML, and what it is to be replaced by. */
export interface Filling extends MarkedHtml {
  readonly empty: string;
}

const nothing: MarkedHtml = { html: "", marks: 0, sender: "" };

/**
 * The place of a view inside another. The parent's HTML and patches have no more of it than an empty element with a
 * token, by which the browser joins it; from then on it speaks for itself.
 */
export class NestedView extends PlacedComponent implements Child, NestedPlace {
  pass = 0;
  path: ComponentPath = [];
  /** Names what it is: the same when the page is mounted anew. */
  readonly identity: number;
  readonly depth: number;
  /** The view once it is mounted; undefined when it is not shown. Never rejects. */
  ready: Promise<MountedView | undefined>;
  #token: string;
  #number = 0;
  #call: NestedCall;
  readonly #family: ViewComponents;
  readonly #place: ComponentPlace;
  #page: MountedView | undefined;
  /** What is shown in place of the view. */
  #instead: MarkedHtml | undefined;
  #around: Nesting = 0;
  #isGone = false;

  constructor(call: NestedCall, family: ViewComponents, place: ComponentPlace) {
    super();
    this.#call = call;
    this.#family = family;
    this.#place = place;
    this.depth = (family.context.owner.place?.depth ?? 0) + 1;
    this.identity = componentNumber(place.parent?.number ?? 0, call, () => false);
    this.#token = this.#newToken();
    family.addNested(this);
    this.ready = this.#open();
  }

  get call(): NestedCall {
    return this.#call;
  }

  get Component(): LiveViewClass {
    return this.#call.Component;
  }

  get View(): LiveViewClass {
    return this.#call.Component;
  }

  get parent(): MountedComponent | undefined {
    return this.#place.parent;
  }

  get context(): ViewContext {
    return this.#family.context;
  }

  get views(): NestedViews {
    return this.context.owner.nested;
  }

  /** Tells the place from others while the parent rests. */
  override get shown(): Html {
    return html`${this.#token}`;
  }

  get postPath(): string {
    return `${this.context.owner.place?.postPath ?? ""}${this.identity}/`;
  }

  get inside(): Nesting {
    return insideElement("div", this.#around);
  }

  /** What the browser joins it by. */
  get token(): string {
    return this.#token;
  }

  /** While it is open. */
  get page(): MountedView | undefined {
    return this.#page;
  }

  take(): void {}

  /** It stands in something that was rendered before, such as what a parent has passed. */
  override resolve(): PlacedComponent {
    if (this.#isGone) return this.#call.resolve();
    this.#place.siblings.meet(this);
    return this;
  }

  override toHtml(inside: Nesting): string {
    this.revive(inside);
    this.#family.noteRendered(this);
    return this.#instead?.html ?? this.#empty;
  }

  override diff(inside = this.#around): PointChange | undefined {
    return this.#family.isChanged(this) ? [Change.Html, this.toHtml(inside)] : undefined;
  }

  override revive(inside: Nesting): void {
    const broken = keepsOut("div") & inside;
    if (broken) refuseElement(`nested(${this.View.name}), which is a <div>,`, broken);
    this.#around = inside;
  }

  /**
   * The view for a page that starts with it; what is not there in time stays empty, and comes over the connection.
   * @param late settles when nobody waits any longer
   * @param token for views that work without script
   */
  async fill(late: Promise<unknown>, token: string | undefined): Promise<Filling> {
    const empty = this.#empty;
    const isLate = await Promise.race([this.ready.then(() => false), late.then(() => true)]);
    if (isLate) return { ...nothing, empty, html: empty };
    const content = await this.#content(token);
    this.#family.noteRendered(this);
    return { empty, ...(this.#instead ?? content) };
  }

  async #content(token: string | undefined): Promise<MarkedHtml> {
    const page = this.#page;
    if (!page) return nothing;
    try {
      const { html, marks, sender } = await page.fullHtml(token);
      if (page.redirectTo !== undefined) this.#lead(page.redirectTo);
      return { html: this.#element(html, ` ${attributes.marks}="${marks}"`), marks, sender };
    } catch (error) {
      this.fail(error);
      return nothing;
    }
  }

  fail(error: unknown): void {
    const { name } = this.View;
    const id = this.context.owner.report(error, name);
    this.#end(this.#failure(id));
  }

  hide(): void {
    this.#end(nothing);
  }

  restart(): void {
    if (this.#isGone) return;
    this.views.remove(this.#number, this);
    this.#page?.close();
    this.#page = undefined;
    this.#instead = undefined;
    this.#token = this.#newToken();
    this.ready = this.#open();
    this.#changed();
  }

  /** It is not shown any more. */
  remove(): void {
    this.#isGone = true;
    this.#close();
    this.#family.removedNested(this);
  }

  async #open(): Promise<MountedView | undefined> {
    const token = this.#token;
    try {
      this.#number = this.views.add(this, this.depth);
      const page = await this.context.owner.admitNested(this.#call, this);
      if (!this.#isStill(token)) return void page.close();
      this.#page = page;
      await page.mount();
      if (!this.#isStill(token)) return undefined;
      if (page.redirectTo !== undefined) this.#lead(page.redirectTo);
      return page;
    } catch (error) {
      if (!this.#isStill(token)) return undefined;
      if (error instanceof AccessRefused) this.hide();
      else this.fail(error);
      return undefined;
    }
  }

  #isStill(token: string): boolean {
    return !this.#isGone && this.#token === token;
  }

  /** The page goes where the view wants to. */
  #lead(to: string): void {
    this.context.redirectTo = to;
    this.#inform();
  }

  #end(instead: MarkedHtml): void {
    if (this.#isGone) return;
    this.#instead = instead;
    this.#close();
    this.#changed();
  }

  #close(): void {
    const page = this.#page;
    this.#page = undefined;
    this.views.remove(this.#number, this);
    page?.close();
  }

  #changed(): void {
    this.#family.noteChanged(this);
    this.#inform();
  }

  /** The parent shows what has become of it. */
  #inform(): void {
    const { owner } = this.context;
    try {
      owner.inform(() => undefined);
    } catch (error) {
      owner.report(error);
    }
  }

  #failure(id: string): MarkedHtml {
    const neutral = () => html`<p role="alert">This part of the page is not available. (${id})</p>`;
    try {
      return this.#failed(this.#page?.view.renderError?.({ id }) ?? neutral());
    } catch (error) {
      this.context.owner.report(error, `${this.View.name}, renderError()`);
      return this.#failed(neutral());
    }
  }

  /** Of a view that is gone: what is in it can be looked at only. */
  #failed(content: Html): MarkedHtml {
    const marked = renderIn(undefined, () => toMarkedHtml(content, this.inside));
    return { ...marked, html: `<div ${attributes.view}="gone">${marked.html}</div>` };
  }

  get #empty(): string {
    return this.#element("", ' aria-busy="true"');
  }

  #element(content: string, more: string): string {
    const { view, token, mounted } = attributes;
    return `<div ${view}="${this.#number}" ${token}="${this.#token}" ${mounted}${more}>${content}</div>`;
  }

  #newToken(): string {
    return `${this.identity}.${randomBytes(9).toString("base64url")}`;
  }
}
