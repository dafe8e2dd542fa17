import type { BackgroundHost } from "./background-host.ts";
import { type Load, Resource, type ResourceKeeper, type ResourceOptions } from "./resource.ts";
import type { Turns } from "./turns.ts";

/** The resources of one view: those that are loading now, and while it is mounted all of them. */
export class Resources implements ResourceKeeper {
  readonly #host: BackgroundHost;
  readonly #turns: Turns;
  readonly #loading = new Set<Resource<unknown>>();
  #isClosed = false;
  /** Until the view is mounted. */
  #fresh: Resource<unknown>[] | undefined = [];
  /** Those whose value the page's request waits for. */
  readonly #awaited = new Map<Resource<unknown>, () => void>();

  constructor(host: BackgroundHost, turns: Turns) {
    this.#host = host;
    this.#turns = turns;
  }

  get loadingCount(): number {
    return this.#loading.size;
  }

  add<Value>(load: Load<Value>, options: ResourceOptions): Resource<Value> {
    const resource = new Resource<Value>(this, load, options);
    this.#fresh?.push(resource);
    return resource;
  }

  /** Begins to load what there is, and waits for what the page should have. */
  async begin(): Promise<void> {
    const resources = this.#fresh ?? [];
    this.#fresh = undefined;
    for (const resource of resources) resource.begin();
    const awaited = resources.filter((resource) => resource.wait > 0 && this.#loading.has(resource));
    await Promise.all(awaited.map((resource) => this.#first(resource)));
  }

  loading(resource: Resource<unknown>): void {
    if (this.#isClosed) resource.stop();
    else this.#loading.add(resource);
  }

  settle(resource: Resource<unknown>, change: () => void): void {
    const settle = () => {
      change();
      if (!resource.loading) this.#loading.delete(resource);
    };
    const settled = this.#awaited.get(resource);
    if (!settled) return void this.#turns.take(settle);
    settle();
    if (!resource.loading) settled();
  }

  report(error: unknown): void {
    this.#host.report(error);
  }

  close(): void {
    this.#isClosed = true;
    this.#fresh = undefined;
    for (const resource of this.#loading) resource.stop();
    this.#loading.clear();
    for (const settled of this.#awaited.values()) settled();
  }

  /** Settles with the first value, or when that takes too long. */
  async #first(resource: Resource<unknown>): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, resource.wait);
      this.#awaited.set(resource, () => {
        clearTimeout(timer);
        resolve();
      });
    });
    this.#awaited.delete(resource);
  }
}
