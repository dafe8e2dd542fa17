import type { Nesting } from "../../template/nesting.ts";
import type { ViewContext } from "../view-context.ts";
import type { NestedViews } from "./nested-views.ts";

/** Where a view stands that is shown inside another, as it sees that. */
export interface NestedPlace {
  /** What the names of its events begin with in a form that a browser without script posts. */
  readonly postPath: string;
  /** 1 for a view in the page's own. */
  readonly depth: number;
  /** All of the page. */
  readonly views: NestedViews;
  /** What is around it. */
  readonly context: ViewContext;
  /** The rules of nesting that its content follows. */
  readonly inside: Nesting;
  /** It cannot be shown any more: something else stands in its place. */
  fail(error: unknown): void;
  /** It may not be shown any more: nothing stands in its place. */
  hide(): void;
  /** It is opened anew, with the state that it begins with. */
  restart(): void;
}
