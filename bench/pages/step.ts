import type { LiveView } from "liveloom";

/** One change of a page in the browser. */
export interface Step<Page extends LiveView> {
  readonly name: string;
  /** Makes the change on the server. */
  change(page: Page): void;
  /** What hand-written code in the browser would be sent for it, as JSON. */
  message(page: Page): unknown;
}
