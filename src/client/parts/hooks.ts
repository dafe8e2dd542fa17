import { attributes } from "../../shared/markup.ts";
import { attributeOf } from "../elements.ts";
import { Hook, type HookMethods } from "../hooks/hook.ts";
import type { HookDefinition } from "../loaders/hook-registry.ts";

type Method = keyof HookMethods;

interface Running {
  readonly name: string;
  readonly hook: HookMethods;
  readonly gone: AbortController;
}

const observed = { subtree: true, childList: true, attributes: true, characterData: true } as const;

/** The hooks of the page's elements. */
export class RunningHooks {
  readonly #registry: ReadonlyMap<string, HookDefinition>;
  /** Notes what {@link note} changes; what others change is of no interest. */
  readonly #observer = new MutationObserver(() => {});
  readonly #running = new Map<Element, Running>();
  readonly #updated = new Set<Element>();
  #mayHaveNew = true;
  #isLost = false;

  constructor(registry: ReadonlyMap<string, HookDefinition>) {
    this.#registry = registry;
    this.#observer.observe(document.body, observed);
    document.addEventListener("live:joined", () => this.#reconnected());
    this.tell();
  }

  /** Runs a change by the server. {@link tell} has to follow. */
  note(change: () => void): void {
    this.#callAll("beforeUpdate");
    this.#observer.takeRecords();
    try {
      change();
    } finally {
      for (const record of this.#observer.takeRecords()) this.#see(record);
    }
  }

  #see({ type, target, attributeName }: MutationRecord): void {
    this.#mayHaveNew ||= type === "childList" || attributeName === attributes.hook;
    for (let node: Node | null = target; node; node = node.parentNode)
      if (this.#running.has(node as Element)) this.#updated.add(node as Element);
  }

  /** Tells hooks what became of their elements. @param mayHaveNew whether there are new hooks. Default: false. */
  tell(mayHaveNew = false): void {
    for (const [element, { name }] of this.#running)
      if (!element.isConnected || attributeOf(element, attributes.hook) !== name) this.#end(element);
    const updated = [...this.#updated];
    this.#updated.clear();
    const before = new Set(this.#running.keys());
    if (this.#mayHaveNew || mayHaveNew) {
      this.#mayHaveNew = false;
      for (const element of document.querySelectorAll(`[${attributes.view}] [${attributes.hook}]`))
        if (!this.#running.has(element)) this.#start(element);
    }
    for (const element of updated) if (before.has(element)) this.#call(element, "updated");
  }

  #start(element: Element): void {
    const name = attributeOf(element, attributes.hook) ?? "";
    const definition = this.#registry.get(name);
    if (!definition) return;
    const gone = new AbortController();
    try {
      this.#running.set(element, { name, gone, hook: create(definition, element as never, gone.signal) });
    } catch (error) {
      return report(name, error);
    }
    this.#call(element, "mounted");
  }

  #end(element: Element): void {
    this.#call(element, "destroyed");
    this.#running.get(element)?.gone.abort();
    this.#running.delete(element);
  }

  lost(): void {
    if (!this.#isLost) this.#callAll("disconnected");
    this.#isLost = true;
  }

  #reconnected(): void {
    if (this.#isLost) this.#callAll("reconnected");
    this.#isLost = false;
  }

  #callAll(method: Method): void {
    for (const element of [...this.#running.keys()]) this.#call(element, method);
  }

  #call(element: Element, method: Method): void {
    const { name = "", hook } = this.#running.get(element) ?? {};
    try {
      Promise.resolve(hook?.[method]?.()).catch((error) => report(name, error));
    } catch (error) {
      report(name, error);
    }
  }
}

function create(definition: HookDefinition, element: never, gone: AbortSignal): HookMethods {
  if (typeof definition === "function") return new definition(element, gone);
  return Object.assign(new Hook(element, gone), definition);
}

/** A hook's trouble is not the page's. */
function report(name: string, error: unknown): void {
  console.error(`The hook "${name}" failed:`, error);
}
