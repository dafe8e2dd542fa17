import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { AddressValue, Values } from "./address-change.ts";

/** A live view's class, as far as its addresses are concerned. Says nothing of instances, so that two views may lead to each other. */
export interface ViewAtAddress {
  readonly params?: StandardSchemaV1;
  readonly query?: StandardSchemaV1;
  readonly name: string;
  readonly prototype: object;
}

/** The schema in a view's `static params`, or undefined when it has none. */
export type ParamsOf<View> = View extends { readonly params: infer Schema extends StandardSchemaV1 }
  ? Schema
  : undefined;

/** The schema in a view's `static query`, or undefined when it has none. */
export type QueryOf<View> = View extends { readonly query: infer Schema extends StandardSchemaV1 }
  ? Schema
  : undefined;

/** All that the path needs. */
type AllValues<Schema extends StandardSchemaV1> = {
  readonly [Name in keyof StandardSchemaV1.InferOutput<Schema>]: StandardSchemaV1.InferOutput<Schema>[Name] extends AddressValue
    ? StandardSchemaV1.InferOutput<Schema>[Name]
    : AddressValue | undefined;
};

/** What says where in a view a link leads. */
export interface Place<Params, Query> {
  readonly params: Params;
  readonly query?: Values<Query>;
}

/** What follows the view in `href(View, ...)`: its parameters, if it has some, and values of its query. */
export type PlaceIn<View> =
  ParamsOf<View> extends infer Params extends StandardSchemaV1
    ? [to: Place<AllValues<Params>, QueryOf<View>>]
    : [to?: Omit<Place<never, QueryOf<View>>, "params">];
