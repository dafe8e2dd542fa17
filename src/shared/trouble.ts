/** What developers are shown over the page when something failed. Never sent in production. */
export interface Trouble {
  readonly code: string;
  /** The error's class and message. */
  readonly text: string;
  /** Which view, and what it was doing. */
  readonly about: string;
  /** The place in the project's own files where it happened. */
  readonly source?: SourceExcerpt;
  readonly stack: string;
}

/** A line of a file with its neighbours. */
export interface SourceExcerpt {
  /** Relative to the project's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The number of the first of the lines. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}
