import type { CommandOperation } from "../../shared/commands.ts";
import { Changes } from "./changes.ts";
import { type TargetLike, targetOf } from "./target.ts";

/** What the page shows until an event is answered. Made by {@link optimistic}. */
export class Optimistic extends Changes {
  protected with(operation: CommandOperation): this {
    return new Optimistic([...this.operations, operation]) as this;
  }

  /** Shows this text in place of the content. */
  text(text: string | number, target?: TargetLike): this {
    return this.with(["text", targetOf(target), String(text)]);
  }
}

/**
 * What the page shows from the moment an element's event is sent until it is answered. Then it is as the server says; when
 * the event was refused or failed, as it was before.
 * @example
 * html`<button live-click=${this.like} live-optimistic=${optimistic().addClass("liked").text(this.likes + 1)}>`
 */
export function optimistic(): Optimistic {
  return new Optimistic();
}
