/** Messages for a page in the browser. */
export interface Play {
  /** Who brings the page up to date; see bench/browser/sides.ts. */
  readonly side: "liveloom" | "idiomorph" | "table" | "orders";
  /** The page before the first message. */
  readonly start: string;
  readonly messages: readonly string[];
}

export interface Played {
  /** Script for each message, in milliseconds. */
  readonly script: readonly number[];
  /** Script and layout for each message, in milliseconds. */
  readonly whole: readonly number[];
  /** The page after each message, without markers and white space; only when they were asked for. */
  readonly pages: readonly string[];
}

export type PlayFunction = (play: Play, withPages: boolean) => Promise<Played>;
