import type { StandardSchemaV1 } from "@standard-schema/spec";

/** What can stand in an address. */
export type AddressValue = string | number | boolean;

/** What a schema reads; nothing without one. */
export type SchemaOutput<Schema> = Schema extends StandardSchemaV1
  ? StandardSchemaV1.InferOutput<Schema>
  : Record<string, never>;

type Writable<Value> = [Value] extends [AddressValue | readonly AddressValue[] | null | undefined]
  ? Value
  : AddressValue | readonly AddressValue[];

/** New values by name; null and undefined take one out. */
export type Values<Schema> = Schema extends StandardSchemaV1
  ? {
      readonly [Name in keyof StandardSchemaV1.InferOutput<Schema>]?:
        | Writable<StandardSchemaV1.InferOutput<Schema>[Name]>
        | null
        | undefined;
    }
  : { readonly [name: string]: AddressValue | readonly AddressValue[] | null | undefined };

/** How an address differs from the present one; what is not named stays as it is. */
export interface AddressChange<Params, Query> {
  /** Of the path. */
  readonly params?: Values<Params>;
  /** Of the query. A list repeats its name. */
  readonly query?: Values<Query>;
}

/** An address of the same view: text such as "?page=2" or "/teams/2/", or what changes. */
export type AddressTarget<Params = undefined, Query = undefined> = string | AddressChange<Params, Query>;

export interface HistoryOptions {
  /** Whether the address takes the place of the present one, so that Back leads to the one before. Default: false. */
  readonly replace?: boolean;
}
