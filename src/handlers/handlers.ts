import { LiveloomError } from "../errors.ts";
import { limits } from "../shared/wire.ts";
import { didYouMean } from "../template/did-you-mean.ts";
import type { CallContext } from "./call-context.ts";
import type { Handler } from "./handler.ts";
import { type HandlerFile, loadHandlers } from "./load-handlers.ts";
import { type Middleware, type MiddlewareOptions, runThrough, type UsedMiddleware } from "./middleware.ts";

/**
 * The handlers of an app, and what runs around them.
 * @example
 * const handlers = new Handlers([sayHello]).use(logCalls());
 * const app = createApp({ routes, handlers });
 */
export class Handlers {
  readonly #byName = new Map<string, Handler>();
  readonly #middleware: UsedMiddleware[] = [];

  /** @throws LV-HANDLER-DUPLICATE */
  constructor(handlers: readonly Handler[] = []) {
    this.add(...handlers);
  }

  /** @throws LV-HANDLER-DUPLICATE for a name that another handler has. */
  add(...handlers: readonly Handler[]): this {
    for (const handler of handlers) {
      const { name, place } = handler;
      const before = this.#byName.get(name);
      if (before && before !== handler)
        throw new LiveloomError("LV-HANDLER-DUPLICATE", { name, first: before.place, second: place });
      this.#byName.set(name, handler);
    }
    return this;
  }

  /** Runs something around the handlers, those that are added later, too. What was used first is outermost. */
  use(middleware: Middleware, options: MiddlewareOptions = {}): this {
    this.#middleware.push({ ...options, run: middleware });
    return this;
  }

  /**
   * Imports the modules of a folder and those below it, and adds the handlers that they export. Left out are tests,
   * declarations, and files that begin with an underscore.
   * @param folder A path from the working directory, or a URL: `new URL("./handlers/", import.meta.url)`.
   * @throws LV-HANDLER-FOLDER, LV-HANDLER-DUPLICATE, and what a module throws
   */
  async load(folder: string | URL): Promise<readonly HandlerFile[]> {
    const files = await loadHandlers(folder);
    for (const { handlers } of files) this.add(...handlers);
    return files;
  }

  get isEmpty(): boolean {
    return this.#byName.size === 0;
  }

  get all(): Iterable<Handler> {
    return this.#byName.values();
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** @throws LV-HANDLER-UNKNOWN */
  find(name: string): Handler {
    const handler = this.#byName.get(name);
    if (handler) return handler;
    const { names } = this;
    // To compare a long name takes long, and nobody has mistyped it.
    const hint = name.length > limits.handlerName ? "" : didYouMean(name, names);
    const declared = names.join(", ") || "none";
    throw new LiveloomError("LV-HANDLER-UNKNOWN", { handler: name.slice(0, 80), hint, declared });
  }

  /** Runs what is used around handlers, and `handle` inside. */
  run(ctx: CallContext, handle: () => unknown): unknown {
    if (this.#middleware.length === 0) return handle();
    return runThrough(this.#middleware, ctx, async () => void (await handle()));
  }
}
