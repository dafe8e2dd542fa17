import { postFields, postHelpers } from "../shared/markup.ts";
import { escapeAttribute } from "./escape.ts";

/** The page that forms and buttons post to. */
export interface PostTarget {
  /** Is sent along. */
  readonly token: string;
  /** What the names of events begin with. Default: nothing. */
  readonly path?: string | undefined;
}

/** The rendering of a page whose forms and buttons post to it. */
export class Posting {
  readonly #token: string;
  readonly path: string;
  /** How many buttons need {@link sender}. */
  outside = 0;
  /** How many stand in the form that is being rendered; undefined when it posts elsewhere, and outside of forms. */
  inside: number | undefined;

  constructor({ token, path = "" }: PostTarget) {
    this.#token = token;
    this.path = path;
  }

  /** Whether what is rendered now stands in a form that posts to the page. */
  get isInForm(): boolean {
    return this.inside !== undefined;
  }

  /** The page's form that sends buttons outside of forms. Nothing when no button needs it. */
  get sender(): string {
    if (this.outside === 0) return "";
    return `<form id="${postHelpers.form}" method="post" hidden>${this.tokenField}</form>`;
  }

  get tokenField(): string {
    return hiddenField(postFields.token, this.#token);
  }

  addButton(): void {
    if (this.inside === undefined) this.outside++;
    else this.inside++;
  }

  beginForm(): void {
    this.inside = 0;
  }

  /** What the form has to begin with: Enter presses its first button, which must not be one with another event. */
  endForm(): string {
    const buttons = this.inside ?? 0;
    this.inside = undefined;
    return buttons > 0 ? `<span ${postHelpers.enter} hidden><button></button></span>` : "";
  }
}

export function hiddenField(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escapeAttribute(value)}">`;
}
