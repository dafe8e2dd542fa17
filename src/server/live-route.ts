import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError } from "../errors.ts";
import { accessList } from "../live/access.ts";
import { LiveView, type LiveViewClass } from "../live/live-view.ts";
import type { ParamsOf, QueryOf } from "../live/navigation/address-of.ts";

/** A page that is a live view. */
export interface LiveRoute {
  readonly kind: "live";
  /** A path with named parts, `/teams/:teamId/`. */
  readonly pattern: string;
  readonly View: LiveViewClass;
}

/** The names in a pattern: `"/teams/:teamId/:tab/"` has `"teamId" | "tab"`. */
export type PatternNames<Pattern extends string> = Pattern extends `${string}:${infer Rest}`
  ? NameOf<Rest> | PatternNames<Rest>
  : never;

type NameOf<Rest extends string> = Rest extends `${infer Name}/${string}` ? Name : Rest;

/** What `live()` asks of a view's class, so that path, `static` schemas and the view's own types agree. */
type Fitting<View, Pattern extends string> = (new () => LiveView<ParamsOf<View>, QueryOf<View>>) &
  InPath<ParamsOf<View>, Pattern>;

type InPath<Schema, Pattern extends string> = Schema extends StandardSchemaV1
  ? AllNamed<RequiredKeys<StandardSchemaV1.InferInput<Schema>>, PatternNames<Pattern>>
  : unknown;

/** `unknown` (no further demand) when the path has every parameter that the schema needs. */
type AllNamed<Needed, Named> = [Exclude<Needed, Named>] extends [never]
  ? unknown
  : { readonly missingInPath: Exclude<Needed, Named> };

type RequiredKeys<Input> = {
  [Key in keyof Input]-?: object extends Pick<Input, Key> ? never : Key;
}[keyof Input];

/**
 * Shows a live view at a path.
 *
 * The view's `static params` reads the path's named parts, `static query` the query; a mismatch of path, schemas and
 * `extends LiveView<typeof params, typeof query>` does not compile.
 * @throws LV-VIEW-RENDER for a view with neither `render()` nor `static template`, LV-ACCESS-EMPTY for an empty
 * `static access`.
 * @example live("/teams/:teamId/", TeamAdmin)
 */
export function live<const Pattern extends string, View extends LiveViewClass>(
  pattern: Pattern,
  View: View & Fitting<View, Pattern>,
): LiveRoute {
  const isEmpty = View.prototype.render === LiveView.prototype.render && View.template === undefined;
  if (isEmpty) throw new LiveloomError("LV-VIEW-RENDER", { view: View.name });
  accessList(View.access);
  return { kind: "live", pattern, View };
}
