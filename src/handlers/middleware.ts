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
  if (first.only && !first.only.test(ctx.name)) return await runThrough(others, ctx, handle);
  let isCalled = false;
  await first.run(ctx, () => {
    if (isCalled) throw new LiveloomError("LV-HANDLER-NEXT", { name: ctx.name });
    isCalled = true;
    return runThrough(others, ctx, handle);
  });
}
