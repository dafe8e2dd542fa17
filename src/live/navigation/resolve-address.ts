import { limits } from "../../shared/wire.ts";
import type { ViewRequest } from "../view-request.ts";
import type { AddressValue } from "./address-change.ts";

/** Stands for the app's own origin, which addresses within it do not depend on. */
const anyOrigin = "http://app.invalid";

type AnyValues = Readonly<Record<string, AddressValue | readonly AddressValue[] | null | undefined>>;

export interface AnyAddressChange {
  readonly params?: AnyValues;
  readonly query?: AnyValues;
}

/** Path, query and fragment of an address seen from the present one; undefined when it is not within the app. */
export function addressWithin(to: string, from: string): URL | undefined {
  if (to.length > limits.url || !URL.canParse(to, anyOrigin + from)) return undefined;
  const url = new URL(to, anyOrigin + from);
  const isWithin = url.origin === anyOrigin && !url.pathname.startsWith("//");
  return isWithin && url.href.length - anyOrigin.length <= limits.url ? url : undefined;
}

/**
 * The present address with some values changed.
 * @param pathWith writes the path with other parameters.
 */
export function changedAddress(
  { params, query }: AnyAddressChange,
  from: ViewRequest,
  pathWith: (params: Readonly<Record<string, string | undefined>>) => string,
): string {
  const path = params ? pathWith(texts(params)) : from.path;
  const search = query ? changedQuery(from.query, query).toString() : from.query.toString();
  return search ? `${path}?${search}` : path;
}

/** A query with some values changed. */
export function changedQuery(query: URLSearchParams, change: AnyValues): URLSearchParams {
  for (const [name, value] of Object.entries(change)) {
    const values = [value ?? []].flat();
    const [first, ...more] = values.map(String);
    if (first === undefined) query.delete(name);
    else query.set(name, first);
    for (const another of more) query.append(name, another);
  }
  return query;
}

/** Parameters of a path as they are written; undefined is none. */
export function texts(values: AnyValues): Record<string, string | undefined> {
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value == null ? undefined : String(value)]),
  );
}
