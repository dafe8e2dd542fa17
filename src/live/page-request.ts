import { InvalidParams, NotFound } from "../errors.ts";
import type { Access } from "./access.ts";
import type { LiveViewClass } from "./live-view.ts";
import type { Identity } from "./principal.ts";
import { validate } from "./validate.ts";
import type { ViewRequest } from "./view-request.ts";

/** The page somebody asked for. */
export interface PageRequest {
  readonly View: LiveViewClass;
  /** The path's parameters as text. */
  readonly params: Readonly<Record<string, string>>;
  readonly request: ViewRequest;
  readonly identity: Identity;
  readonly sessionHash: string;
}

const noAccess: readonly Access[] = [];

/** The rules of a view's `static access`. */
export function accessOf({ access = noAccess }: LiveViewClass): readonly Access[] {
  return Array.isArray(access) ? access : [access as Access];
}

/** The path's parameters as the view's schema gives them. @throws NotFound when they do not fit. */
export async function pathParams({ View, params }: PageRequest): Promise<unknown> {
  if (!View.params) return {};
  try {
    return await validate(View.params, params);
  } catch (error) {
    throw error instanceof InvalidParams ? new NotFound() : error;
  }
}
