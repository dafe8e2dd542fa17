import { setImmediate as nextTurn } from "node:timers/promises";
import { LiveloomError } from "../../errors.ts";
import type { BackgroundHost } from "./background-host.ts";
import type { Turns } from "./turns.ts";

/** Most tasks of one view that run at once. */
export const taskLimit = 16;

/** What a task works with. */
export interface TaskTools {
  /** Aborted when the page is gone, the task is cancelled, or another one of its name begins. */
  readonly signal: AbortSignal;
  /**
   * Changes the view and shows it: `await show(() => { this.done = 50; })`. The change waits for its turn like an event;
   * what changes in quick succession is shown together, 25 times a second.
   * @throws the signal's reason when the task was aborted, and whatever the change throws.
   */
  show(change: () => unknown): Promise<void>;
}

export type TaskWork = (tools: TaskTools) => unknown;

/** Work that goes on in the background. */
export interface Task {
  /** Aborts it. A second time changes nothing. */
  cancel(): void;
  /** Whether it was neither done nor aborted. */
  readonly isRunning: boolean;
}

interface TaskOptions {
  /** Another task of the same name is cancelled. */
  readonly name: string | undefined;
  readonly work: TaskWork;
}

interface TaskHost {
  readonly host: BackgroundHost;
  readonly turns: Turns;
}

interface TaskSurroundings extends TaskHost {
  onEnd(task: RunningTask): void;
}

/** The tasks of one view. They wait until a browser shows it for the first time. */
export class Tasks {
  readonly #surroundings: TaskSurroundings;
  readonly #tasks = new Set<RunningTask>();
  #isRunning: boolean;
  #isClosed = false;

  constructor(host: TaskHost, isRunning: boolean) {
    this.#surroundings = { ...host, onEnd: (task) => void this.#tasks.delete(task) };
    this.#isRunning = isRunning;
  }

  get count(): number {
    return this.#tasks.size;
  }

  /** @throws LV-BACKGROUND-LIMIT */
  add(options: TaskOptions): Task {
    const task = new RunningTask(this.#surroundings, options);
    if (options.name !== undefined) this.#cancel(options.name);
    if (this.count >= taskLimit)
      throw new LiveloomError("LV-BACKGROUND-LIMIT", { limit: taskLimit, what: "tasks" });
    this.#tasks.add(task);
    if (this.#isClosed) task.cancel();
    else if (this.#isRunning) task.start();
    return task;
  }

  begin(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (const task of this.#tasks) task.start();
  }

  close(): void {
    this.#isClosed = true;
    for (const task of this.#tasks) task.cancel();
  }

  #cancel(name: string): void {
    for (const task of this.#tasks) if (task.name === name) task.cancel();
  }
}

class RunningTask implements Task {
  readonly name: string | undefined;
  readonly #work: TaskWork;
  readonly #surroundings: TaskSurroundings;
  readonly #abort = new AbortController();
  #isDone = false;

  constructor(surroundings: TaskSurroundings, { name, work }: TaskOptions) {
    this.name = name;
    this.#work = work;
    this.#surroundings = surroundings;
  }

  get isRunning(): boolean {
    return !this.#isDone && !this.#abort.signal.aborted;
  }

  cancel(): void {
    this.#abort.abort();
    this.#surroundings.onEnd(this);
  }

  /** Begins after whoever started it had their turn. */
  async start(): Promise<void> {
    const { signal } = this.#abort;
    try {
      await nextTurn();
      if (!signal.aborted) await this.#work({ signal, show: (change) => this.#show(change) });
    } catch (error) {
      this.#fail(error);
    }
    this.#isDone = true;
    this.#surroundings.onEnd(this);
  }

  async #show(change: () => unknown): Promise<void> {
    const { signal } = this.#abort;
    signal.throwIfAborted();
    await this.#surroundings.turns.take(() => (signal.aborted ? undefined : change()));
    // A task that does nothing else must not keep everybody else from their turns.
    await nextTurn();
    signal.throwIfAborted();
  }

  /** The view's `onError` is told, or the log; that it was aborted is no news. */
  #fail(error: unknown): void {
    const { host } = this.#surroundings;
    if (this.#abort.signal.aborted) {
      if (!isAbort(error)) host.report(error);
      return;
    }
    try {
      host.inform(() => Promise.reject(error));
    } catch {
      host.report(error);
    }
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
