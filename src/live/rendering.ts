import { diffHtml } from "../diff/diff-html.ts";
import type { ScopePatch } from "../shared/wire.ts";
import { type Checks, withChecks } from "../template/checks.ts";
import { fingerprint } from "../template/fingerprint.ts";
import type { Html } from "../template/html.ts";
import { type Nesting, rootNesting } from "../template/nesting.ts";
import type { PostTarget } from "../template/posting.ts";
import { revive } from "../template/revive.ts";
import { type StreamItems, settleStreams } from "../template/stream.ts";
import { type MarkedHtml, toHtml, toMarkedHtml } from "../template/to-html.ts";
import { type ComponentOwner, renderIn } from "./components/component.ts";
import type { ViewComponents } from "./components/view-components.ts";
import { isStreamGone } from "./is-stream-gone.ts";

/** How the browser gets from what it shows to what it should show. */
export type Update =
  | { readonly patch: ScopePatch }
  | { readonly html: string }
  /** The whole view is needed, but has items of streams that the server no longer has. */
  | { readonly isLost: true };

/** Has the view at hand, which may be another instance each time. */
interface RenderSource extends Checks {
  readonly view: { render(): Html };
  /** Told that the view was rendered. */
  rendered?(): void;
  /** Makes the view's components. */
  readonly owner?: ComponentOwner;
  /** The rules of nesting that it follows. Default: those of a page's root. */
  readonly inside?: Nesting;
  /** undefined while there are none. */
  readonly components?: ViewComponents | undefined;
}

/** What is rendered for an update. */
export interface RenderedPart {
  /** What is shown this once in place of the view. */
  readonly instead?: Html | undefined;
  /** Whether only components can have changed, so that the view itself is not rendered. Default: false. */
  readonly isLocal?: boolean | undefined;
}

/** What the browser shows of a view, as far as the server knows. */
export class Rendering {
  readonly #source: RenderSource;
  #shown: Html | undefined;
  /** The fingerprint of what the browser shows, while the tree of it is given up. */
  #resting: number | undefined;
  /** Whether something was shown in place of the view, and its streams' items are gone with it. */
  #isInstead = false;
  /** What was in streams that the view was sent with, while no connection shows it: it may have to be sent once more. */
  #given: StreamItems | undefined;
  #updates = 0;

  constructor(source: RenderSource) {
    this.#source = source;
  }

  /** How many updates there were since the view was rendered with its page. */
  get updates(): number {
    return this.#updates;
  }

  /** Whether the server knows what the browser shows, even if it has no tree of it at the moment. */
  get isShown(): boolean {
    return this.#shown !== undefined || this.isResting;
  }

  /** Whether a browser that has applied so many updates shows what the server thinks it does. */
  isShownAfter(updates: number): boolean {
    return this.isShown && updates === this.#updates;
  }

  /**
   * The whole view as it looks now, for a page that starts with it.
   * @param post With it the view's forms and buttons post to the page, for browsers without script. Default: they do not.
   */
  start(post?: PostTarget): MarkedHtml {
    this.#updates = 0;
    this.#refillStreams();
    const toMarked = (next: Html, inside: Nesting) => toMarkedHtml(next, inside, post);
    const given: StreamItems = new Map();
    const marked = this.#render(() => this.#whole(this.#source.view.render(), toMarked), given);
    if (given.size > 0) this.#given = given;
    this.#source.rendered?.();
    return marked;
  }

  /** A connection shows the view: streams' items are in the browser only from now on. */
  connected(): void {
    this.#given = undefined;
  }

  /** Lets the whole view be written again. */
  #refillStreams(): void {
    for (const [stream, items] of this.#given ?? []) stream.refill(items);
    this.#given = undefined;
  }

  /** The view as it looks now, for nobody; undefined when a stream's items are in the browser only. */
  fresh(): string | undefined {
    try {
      return this.#inside(() => toHtml(this.#source.view.render(), this.#rules));
    } catch (error) {
      if (isStreamGone(error)) return undefined;
      throw error;
    }
  }

  /** The browser may show anything: the next update is the whole view. */
  forget(): void {
    this.#shown = undefined;
    this.#resting = undefined;
    this.#refillStreams();
  }

  get isResting(): boolean {
    return this.#resting !== undefined;
  }

  /** Gives the tree up, which can be made again from the view's state. */
  rest(): void {
    if (!this.#shown) return;
    this.#resting = fingerprint(this.#shown);
    this.#shown = undefined;
    this.#source.components?.forgetTrees();
  }

  /** Makes the tree again. When it is not what the browser shows, the next update is the whole view. */
  wake(): void {
    if (this.#resting === undefined) return;
    this.#shown = this.#sameAs(this.#resting);
    this.#resting = undefined;
  }

  #sameAs(shown: number): Html | undefined {
    try {
      const tree = this.#source.view.render();
      this.#inside(() => revive(tree, this.#rules));
      this.#source.components?.rendered(tree);
      return fingerprint(tree) === shown ? tree : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * What changed since the last call; undefined when nothing did. After a failure the next update is the whole view.
   * @param what Default: the view.
   */
  update({ instead, isLocal = false }: RenderedPart = {}): Update | undefined {
    const wasShown = this.#shown !== undefined && !this.#isInstead;
    try {
      return this.#render(() =>
        isLocal && this.#shown ? this.#updateComponents(this.#shown) : this.#updateView(instead),
      );
    } catch (error) {
      if (wasShown || !isStreamGone(error)) throw error;
      return { isLost: true };
    }
  }

  #render<Result>(render: () => Result, given?: StreamItems): Result {
    return settleStreams(() => withChecks(this.#source, render), given);
  }

  #updateView(instead: Html | undefined): Update | undefined {
    const update = this.#update(instead ?? this.#source.view.render());
    this.#isInstead = instead !== undefined;
    this.#source.rendered?.();
    return update;
  }

  #update(next: Html): Update | undefined {
    const shown = this.#shown;
    if (shown?.template !== next.template) {
      const html = this.#whole(next, toHtml);
      this.#updates++;
      return { html };
    }
    // Not known any more, should the comparison fail halfway.
    this.#shown = undefined;
    const diff = this.#inside(() => diffHtml(shown, next, this.#rules));
    const tree = diff?.html ?? shown;
    this.#source.components?.rendered(tree);
    return this.#updateComponents(tree, diff?.patch);
  }

  /** Renders the components that have changed besides. @param patch what comes before */
  #updateComponents(tree: Html, patch: ScopePatch = []): Update | undefined {
    this.#shown = undefined;
    const changes = this.#source.components?.update(tree);
    if (changes) patch.push(...changes);
    this.#shown = tree;
    if (patch.length === 0) return undefined;
    this.#updates++;
    return { patch };
  }

  #whole<Marked>(next: Html, toHtml: (next: Html, inside: Nesting) => Marked): Marked {
    // What components show is not known any more, should one fail.
    if (this.#source.components) this.#shown = undefined;
    const html = this.#inside(() => toHtml(next, this.#rules));
    this.#shown = next;
    this.#source.components?.rendered(next);
    return html;
  }

  get #rules(): Nesting {
    return this.#source.inside ?? rootNesting;
  }

  /** Runs a part of the rendering, in which components of the view may be met. */
  #inside<Result>(render: () => Result): Result {
    const { owner, components } = this.#source;
    components?.children.begin();
    return renderIn(owner, render);
  }
}
