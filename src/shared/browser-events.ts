/**
 * What views tell the browser's scripts by `pushEvent`, for the compiler: each name and what comes with it. Fill it by
 * declaration merging and a mistyped name no longer compiles, on either side; while it is empty every name is accepted.
 *
 * @example
 * declare module "liveloom" {
 *   interface BrowserEvents { confetti: { pieces: number } }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: users merge their events into it
export interface BrowserEvents {}

/** The name of something that a view tells the browser's scripts. */
export type BrowserEventName = [keyof BrowserEvents] extends [never]
  ? string
  : Extract<keyof BrowserEvents, string>;

/** What comes with it. */
export type BrowserPayload<Name extends string> = Name extends keyof BrowserEvents
  ? BrowserEvents[Name]
  : unknown;
