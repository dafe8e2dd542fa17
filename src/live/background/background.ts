import type { BackgroundHost } from "./background-host.ts";
import type { Load, Resource, ResourceOptions } from "./resource.ts";
import { Resources } from "./resources.ts";
import { type Task, Tasks, type TaskWork } from "./tasks.ts";
import { Timers } from "./timers.ts";
import { Turns } from "./turns.ts";

interface BackgroundState {
  /** Whether a browser shows the view. */
  readonly isShown: boolean;
  readonly isClosed: boolean;
}

/** What runs for a view beside its events, and ends with it: timers, tasks, and values being loaded. */
export class Background {
  readonly #turns: Turns;
  readonly #timers: Timers;
  readonly #tasks: Tasks;
  readonly #resources: Resources;

  constructor(host: BackgroundHost, { isShown, isClosed }: BackgroundState) {
    this.#turns = new Turns(host);
    this.#timers = new Timers(host, isShown);
    this.#tasks = new Tasks({ host, turns: this.#turns }, isShown);
    this.#resources = new Resources(host, this.#turns);
    if (isClosed) this.close();
  }

  /** Whether something runs that holds on to the view's instance. */
  get isRunning(): boolean {
    return this.#timers.count + this.#tasks.count + this.#resources.loadingCount > 0;
  }

  /** Whether work goes on that comes to an end by itself. */
  get isWorking(): boolean {
    return this.#tasks.count + this.#resources.loadingCount > 0 || this.isShowDue;
  }

  /** Whether something changed and will be shown soon. */
  get isShowDue(): boolean {
    return this.#turns.isDue;
  }

  /** @throws LV-TIMER-TIME, LV-BACKGROUND-LIMIT */
  every(time: number, work: () => unknown): () => void {
    return this.#timers.add({ time, work, isRepeated: true });
  }

  /** @throws LV-TIMER-TIME, LV-BACKGROUND-LIMIT */
  after(time: number, work: () => unknown): () => void {
    return this.#timers.add({ time, work, isRepeated: false });
  }

  /** @throws LV-BACKGROUND-LIMIT */
  task(name: string | undefined, work: TaskWork): Task {
    return this.#tasks.add({ name, work });
  }

  resource<Value>(load: Load<Value>, options: ResourceOptions): Resource<Value> {
    return this.#resources.add(load, options);
  }

  /** The view is mounted: settles when it has the values that its page should have. */
  mounted(): Promise<void> {
    return this.#resources.begin();
  }

  /** A browser shows the view. */
  shown(): void {
    this.#timers.begin();
    this.#tasks.begin();
  }

  close(): void {
    this.#timers.close();
    this.#tasks.close();
    this.#resources.close();
    this.#turns.close();
  }
}
