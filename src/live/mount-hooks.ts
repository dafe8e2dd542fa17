import { LiveloomError } from "../errors.ts";
import { redirectTarget } from "../http/safe-redirect.ts";
import type { Asker } from "./principal.ts";
import type { ViewContext } from "./view-context.ts";
import type { ViewRequest } from "./view-request.ts";

/** What a hook knows about the view that is about to be mounted. */
export interface MountContext extends Asker {
  /** The path's parameters, as the view's `static params` gave them back. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly request: ViewRequest;
  /** Leaves the page: no further hook runs, nor does `mount`. @throws LV-REDIRECT-TARGET */
  redirect(to: string): void;
  /** Aborts when mounting took too long, or the page is gone. */
  readonly signal: AbortSignal;
}

/**
 * Runs before `mount`, and again whenever the view is mounted anew. What it returns is the view's by
 * `this.given(hook)`; what it throws refuses the page.
 * @example const withTeam = async ({ params }: MountContext) => await teams.find(Number(params.teamId));
 */
export type MountHook<Data = unknown> = (context: MountContext) => Data;

/** What hooks returned, by hook. */
export type Given = ReadonlyMap<MountHook, unknown>;

/** Runs the hooks in order, until one leaves the page. @throws whatever a hook throws */
export async function runMountHooks(
  hooks: readonly MountHook[],
  context: ViewContext,
  run: { readonly signal: AbortSignal },
): Promise<void> {
  if (hooks.length === 0) return;
  const given = new Map<MountHook, unknown>();
  context.given = given;
  for (const hook of hooks) {
    if (given.has(hook)) continue;
    given.set(hook, await hook(mountContext(context, run)));
    if (context.redirectTo !== undefined) return;
  }
}

function mountContext(context: ViewContext, run: { readonly signal: AbortSignal }): MountContext {
  const { params, request, principal } = context;
  return {
    params: params as Readonly<Record<string, unknown>>,
    request,
    user: principal.user,
    can: (...question) => principal.can(...question),
    canAll: (...question) => principal.canAll(...question),
    canAny: (...question) => principal.canAny(...question),
    redirect: (to) => {
      context.redirectTo = redirectTarget(to);
    },
    get signal() {
      return run.signal;
    },
  };
}

/** What a hook returned for this view. @throws LV-HOOK-MISSING */
export function givenBy<Data>(hook: MountHook<Data>, { given }: ViewContext): Awaited<Data> {
  if (given?.has(hook)) return given.get(hook) as Awaited<Data>;
  const name = hook.name || "hook";
  const list = `List the same function in the view, \`static onMount = [${name}]\`, or in createApp({ onMount: [${name}] }).`;
  const early = "Ask from mount() on: fields are initialized before hooks run.";
  throw new LiveloomError("LV-HOOK-MISSING", { hook: name, hint: given ? list : `${list} ${early}` });
}
