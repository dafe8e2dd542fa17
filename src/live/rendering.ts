import { diffHtml } from "../diff/diff-html.ts";
import type { ScopePatch } from "../shared/wire.ts";
import type { Html } from "../template/html.ts";
import { toHtml } from "../template/to-html.ts";

/** How the browser gets from what it shows to what it should show. */
export type Update = { readonly patch: ScopePatch } | { readonly html: string };

/** What the browser shows of a view, as far as the server knows. */
export class Rendering {
  readonly #render: () => Html;
  #shown: Html | undefined;
  #updates = 0;

  constructor(render: () => Html) {
    this.#render = render;
  }

  /** How many updates there were since the view was last started. */
  get updates(): number {
    return this.#updates;
  }

  /** The whole view as it looks now; updates are counted from here. */
  start(): string {
    const html = this.#whole(this.#render());
    this.#updates = 0;
    return html;
  }

  /** The whole view as it looks now, as an update. */
  restate(): string {
    const html = this.#whole(this.#render());
    this.#updates++;
    return html;
  }

  /** What changed since the last call; undefined when nothing did. A rendering that fails changes nothing. */
  update(): Update | undefined {
    const next = this.#render();
    const shown = this.#shown;
    const update = shown?.template === next.template ? patchOf(shown, next) : { html: this.#whole(next) };
    this.#shown = next;
    if (update) this.#updates++;
    return update;
  }

  #whole(next: Html): string {
    const html = toHtml(next);
    this.#shown = next;
    return html;
  }
}

function patchOf(shown: Html, next: Html): Update | undefined {
  const patch = diffHtml(shown, next);
  return patch && { patch };
}
