import { diffHtml } from "../diff/diff-html.ts";
import { LiveloomError } from "../errors.ts";
import type { ScopePatch } from "../shared/wire.ts";
import { fingerprint } from "../template/fingerprint.ts";
import type { Html } from "../template/html.ts";
import { rootNesting } from "../template/nesting.ts";
import { revive } from "../template/revive.ts";
import { settleStreams } from "../template/stream.ts";
import { type MarkedHtml, toHtml, toMarkedHtml } from "../template/to-html.ts";

/** How the browser gets from what it shows to what it should show. */
export type Update =
  | { readonly patch: ScopePatch }
  | { readonly html: string }
  /** The whole view is needed, but has items of streams that the server no longer has. */
  | { readonly isLost: true };

/** Has the view at hand, which may be another instance each time. */
interface RenderSource {
  readonly view: { render(): Html };
  /** Told that the view was rendered. */
  rendered?(): void;
}

/** What the browser shows of a view, as far as the server knows. */
export class Rendering {
  readonly #source: RenderSource;
  #shown: Html | undefined;
  /** The fingerprint of what the browser shows, while the tree of it is given up. */
  #resting: number | undefined;
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

  /** The whole view as it looks now, for a page that starts with it. */
  start(): MarkedHtml {
    this.#updates = 0;
    const marked = settleStreams(() => {
      const next = this.#source.view.render();
      const html = toMarkedHtml(next, rootNesting);
      this.#shown = next;
      return html;
    });
    this.#source.rendered?.();
    return marked;
  }

  /** The browser may show anything: the next update is the whole view. */
  forget(): void {
    this.#shown = undefined;
    this.#resting = undefined;
  }

  get isResting(): boolean {
    return this.#resting !== undefined;
  }

  /** Gives the tree up, which can be made again from the view's state. */
  rest(): void {
    if (!this.#shown) return;
    this.#resting = fingerprint(this.#shown);
    this.#shown = undefined;
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
      revive(tree);
      return fingerprint(tree) === shown ? tree : undefined;
    } catch {
      return undefined;
    }
  }

  /**
   * What changed since the last call; undefined when nothing did. After a failure the next update is the whole view.
   * @param instead what is shown this once in place of the view.
   */
  update(instead?: Html): Update | undefined {
    const wasShown = this.#shown !== undefined;
    try {
      const update = settleStreams(() => this.#update(instead ?? this.#source.view.render()));
      this.#source.rendered?.();
      return update;
    } catch (error) {
      if (wasShown || !isStreamGone(error)) throw error;
      return { isLost: true };
    }
  }

  #update(next: Html): Update | undefined {
    const shown = this.#shown;
    if (shown?.template !== next.template) {
      const html = toHtml(next, rootNesting);
      this.#shown = next;
      this.#updates++;
      return { html };
    }
    // Not known any more, should the comparison fail halfway.
    this.#shown = undefined;
    const diff = diffHtml(shown, next, rootNesting);
    this.#shown = diff?.html ?? shown;
    if (!diff) return undefined;
    this.#updates++;
    return { patch: diff.patch };
  }
}

/** Whether a whole view cannot be rendered, because the browser alone has some of its items. */
export function isStreamGone(error: unknown): boolean {
  return error instanceof LiveloomError && error.code === "LV-STREAM-GONE";
}
