import { LiveloomError } from "../errors.ts";
import type { CallContext } from "./call-context.ts";

/**
 * Runs around handlers. `next` goes on, with the next middleware or the handler; without it nothing more happens, and
 * the page gets what this one has sent. What `next` throws can be caught; what a middleware throws refuses the call.
 */
export type Middleware = (ctx: CallContext, next: () => Promise<void>) => unknown;

export interface MiddlewareOptions {
  /** For which handlers, by name. Default: all. */
  readonly only?: RegExp;
}

export interface UsedMiddleware extends MiddlewareOptions {
  readonly run: Middleware;
}

/** Runs the middleware in order, and what they are around last. @throws LV-HANDLER-NEXT */
export async function runThrough(
  middleware: readonly UsedMiddleware[],
  ctx: CallContext,
  handle: () => Promise<void>,
): Promise<void> {
  const [first, ...others] = middleware;
  if (!first) return await handle();
  if (first.only && ctx.name.search(first.only) < 0) return await runThrough(others, ctx, handle);
  let inner: Promise<void> | undefined;
  let isDone = false;
  await first.run(ctx, () => {
    if (inner) throw new LiveloomError("LV-HANDLER-NEXT", { name: ctx.name });
    inner = runThrough(others, ctx, handle).finally(() => {
      isDone = true;
    });
    return inner;
  });
  // Whoever calls `next` and does not wait for it is answered when it is done, too.
  if (!isDone) await inner;
}
