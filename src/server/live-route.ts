import type { StandardSchemaV1 } from "@standard-schema/spec";
import { LiveloomError } from "../errors.ts";
import { accessList } from "../live/access.ts";
import { LiveView, type LiveViewClass } from "../live/live-view.ts";
import type { ParamsOf, QueryOf } from "../live/navigation/address-of.ts";
import { namesIn } from "./route-pattern.ts";

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

type AnySchema = StandardSchemaV1 | undefined;

/**
 * What is wrong with a view at a path, in words for the compiler's message; `unknown` when path, `static` schemas and
 * the view's own types agree.
 */
export type RouteProblem<View extends LiveViewClass, Pattern extends string> =
  InstanceType<View> extends LiveView<ParamsOf<View>, AnySchema>
    ? InstanceType<View> extends LiveView<AnySchema, QueryOf<View>>
      ? PathProblem<ParamsOf<View>, Pattern>
      : SchemaProblem<
          QueryOf<View>,
          "query",
          "LiveView<typeof params, typeof query>, or LiveView<undefined, typeof query>"
        >
    : SchemaProblem<ParamsOf<View>, "params", "LiveView<typeof params>">;

/** The types of a view know a schema that the class does not have, or the other way around. */
type SchemaProblem<Schema, Name extends string, Base extends string> = Schema extends undefined
  ? `The view's type has ${Name}, the class has not: write \`static ${Name} = ${Name};\` in it`
  : `The class has \`static ${Name}\`, its type does not say so: write \`extends ${Base}\``;

type PathProblem<Schema, Pattern extends string> = Schema extends StandardSchemaV1
  ? Missing<Exclude<RequiredKeys<StandardSchemaV1.InferInput<Schema>>, PatternNames<Pattern>>>
  : Unread<PatternNames<Pattern>>;

type Missing<Name> = [Name] extends [never]
  ? unknown
  : `The path has no :${Name & string}, which \`static params\` needs`;

type Unread<Name extends string> = [Name] extends [never]
  ? unknown
  : `The path has :${Name}, which the view does not read: write \`static params = z.object({ ... });\` in it, and \`extends LiveView<typeof params>\``;

type RequiredKeys<Input> = {
  [Key in keyof Input]-?: object extends Pick<Input, Key> ? never : Key;
}[keyof Input];

/**
 * Shows a live view at a path.
 *
 * The view's `static params` reads the path's named parts, `static query` the query; a mismatch of path, schemas and
 * `extends LiveView<typeof params, typeof query>` does not compile.
 * @throws LV-VIEW-RENDER for a view with neither `render()` nor `static template`, LV-ROUTE-PARAMS for a path with
 * parameters and a view without `static params`, LV-ACCESS-EMPTY for an empty `static access`.
 * @example live("/teams/:teamId/", TeamAdmin)
 */
export function live<const Pattern extends string, View extends LiveViewClass>(
  pattern: Pattern,
  View: View & RouteProblem<View, Pattern>,
): LiveRoute {
  const isEmpty = View.prototype.render === LiveView.prototype.render && View.template === undefined;
  if (isEmpty) throw new LiveloomError("LV-VIEW-RENDER", { view: View.name });
  const names = View.params ? [] : namesIn(pattern);
  if (names.length > 0)
    throw new LiveloomError("LV-ROUTE-PARAMS", { pattern, names: names.join(", "), view: View.name });
  accessList(View.access);
  return { kind: "live", pattern, View };
}
