import { CallObject } from "../live/audited-call.ts";
import { admitHandler, type GatedPage } from "./admit-handler.ts";
import type { Call, CallContext, CallingHost } from "./call-context.ts";
import type { Handler } from "./handler.ts";
import type { HandlerServices } from "./handler-services.ts";

/** The page that called, as the gate and the audit log see it. */
interface CallerPage extends Pick<CallingHost, "audit"> {
  readonly gated: GatedPage;
}

/** A call whose turn has come. */
interface PendingCall {
  readonly handler: Handler;
  readonly call: Call;
  readonly ctx: CallContext;
}

/** Runs the middleware, the gate and the handler, and writes down what came of it when the handler wants that. */
export function performCall(
  page: CallerPage,
  { handlers, views }: HandlerServices,
  { handler, call, ctx }: PendingCall,
): unknown {
  const { audited } = handler;
  if (!audited)
    return handlers.run(ctx, () => {
      const admitted = admitHandler(page.gated, handler, call);
      return admitted ? admitted.then(() => handler.body(ctx)) : handler.body(ctx);
    });
  const { data: sent, url } = call;
  const about = new CallObject(audited, (error) => views.report(error, "audit log"));
  const object = () => about.askRefused(sent);
  return page.audit({ action: audited.action, object, url }, () =>
    handlers.run(ctx, async () => {
      await admitHandler(page.gated, handler, call);
      await about.ask(call.data);
      return await handler.body(ctx);
    }),
  );
}
