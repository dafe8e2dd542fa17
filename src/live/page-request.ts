import type { StandardSchemaV1 } from "@standard-schema/spec";
import { InvalidParams, LiveloomError, NotFound } from "../errors.ts";
import type { Message } from "../shared/wire.ts";
import { type Access, accessList } from "./access.ts";
import type { GatedView } from "./gate.ts";
import type { LiveViewClass } from "./live-view.ts";
import type { NestedPlace } from "./nested/nested-place.ts";
import type { Identity } from "./principal.ts";
import { validate } from "./validate.ts";
import type { ViewRequest } from "./view-request.ts";

/** The page somebody asked for. */
export interface PageRequest {
  readonly View: LiveViewClass;
  /** The path's parameters as text; what a nested view is given. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly request: ViewRequest;
  readonly identity: Identity;
  readonly sessionHash: string;
  /** What the page before has left to say. */
  readonly messages?: readonly Message[];
  /** Where it stands, when that is inside another view, and that view. */
  readonly place?: NestedPlace;
  readonly around?: GatedView;
}

/** What an address says, as a view's schemas read it. */
export interface Address {
  readonly params: unknown;
  readonly query: unknown;
}

const nothing = Object.freeze({});

/** The rules of a view's `static access`, or those of the app when it has none. */
export function accessOf({ access }: LiveViewClass, byDefault: readonly Access[]): readonly Access[] {
  return accessList(access) ?? byDefault;
}

/** What the address says. @throws InvalidParams when it does not fit the view's schemas. */
export async function readAddress({
  View,
  params,
  request,
}: Pick<PageRequest, "View" | "params" | "request">): Promise<Address> {
  return {
    params: await read(View.params, () => params),
    query: await read(View.query, () => valuesOf(request.query)),
  };
}

/**
 * What the address of a page says, or what a nested view is given.
 * @throws NotFound when the address does not fit the view's schemas; InvalidParams, LV-NESTED-ADDRESS for a nested view.
 */
export async function pageAddress(page: PageRequest): Promise<Address> {
  const { View, place } = page;
  if (place && View.query)
    throw new LiveloomError("LV-NESTED-ADDRESS", { view: View.name, what: "static query" });
  if (place) return { params: await read(View.params, () => page.params), query: nothing };
  try {
    return await readAddress(page);
  } catch (error) {
    throw error instanceof InvalidParams ? new NotFound() : error;
  }
}

function read(schema: StandardSchemaV1 | undefined, values: () => object): unknown {
  return schema ? validate(schema, values()) : nothing;
}

/** The values by name; a name that occurs several times has a list. */
function valuesOf(query: URLSearchParams): object {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = query.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}
