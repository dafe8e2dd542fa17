import { type Abortable, type Run, withDeadline } from "./deadline.ts";
import { asThrown } from "./failure.ts";
import { admitObject } from "./gate.ts";
import type { LiveViewClass } from "./live-view.ts";
import { runMountHooks } from "./mount-hooks.ts";
import type { ViewContext } from "./view-context.ts";
import type { ViewServices } from "./view-services.ts";

/** A view that was constructed and not mounted yet. */
export interface OpenedView {
  readonly View: LiveViewClass;
  readonly view: InstanceType<LiveViewClass>;
  readonly context: ViewContext;
  readonly services: ViewServices;
}

/**
 * Prepares a view's state: the hooks, its own `mount`, what the address says, and whether it may be shown. One that redirects ends it.
 * @throws NotFound, LV-TIMEOUT, and whatever `mount` or a hook throws.
 */
export async function mountView(opened: OpenedView, run: Abortable): Promise<void> {
  const { handlerTimeout: limit, report } = opened.services;
  const what = `${opened.View.name}, mount()`;
  try {
    await withDeadline(mount(opened, run), run, { what, limit, report });
  } catch (error) {
    throw asThrown(error);
  }
}

async function mount({ View, view, context, services }: OpenedView, run: Run): Promise<void> {
  await runMountHooks([...services.onMount, ...(View.onMount ?? [])], context, run);
  if (context.redirectTo === undefined) await view.mount?.(run);
  if (context.redirectTo === undefined)
    await view.handleParams?.(context.params as never, context.request.url);
  if (context.redirectTo === undefined) await admitObject(view);
}
