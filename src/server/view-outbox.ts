import type { Outbox, PageChange } from "../live/outbox.ts";
import { type Message, type ScopePatch, ServerFrame, type ServerMessage } from "../shared/wire.ts";
import type { Problem, Problems } from "./problem.ts";

/** What a view needs of its connection. */
export interface ViewConnection {
  send(message: ServerMessage): void;
  /** Mounts another view in the place of this one. */
  remount(view: number, url: string): Promise<void>;
  /** The session is over. */
  end(view: number): void;
}

/** Writes what one view has to say as frames of its connection. */
export class ViewOutbox implements Outbox {
  readonly #connection: ViewConnection;
  readonly #view: number;
  readonly #problems: Problems;

  constructor(connection: ViewConnection, view: number, problems: Problems) {
    this.#connection = connection;
    this.#view = view;
    this.#problems = problems;
  }

  answer(sequence: number, patch: ScopePatch | undefined, reply?: unknown): void {
    const frame = [ServerFrame.Answer, this.#view, sequence] as const;
    if (reply !== undefined) this.#connection.send([...frame, patch ?? null, reply]);
    else this.#connection.send(patch ? [...frame, patch] : [...frame]);
  }

  push(name: string, payload: unknown): void {
    this.#connection.send([ServerFrame.Push, this.#view, name, payload]);
  }

  run(commands: string): void {
    this.#connection.send([ServerFrame.Run, this.#view, commands]);
  }

  patch(patch: ScopePatch): void {
    this.#connection.send([ServerFrame.Patch, this.#view, patch]);
  }

  replace(html: string, updates: number): void {
    this.#connection.send([ServerFrame.Replace, this.#view, html, updates]);
  }

  remount(url: string): void {
    void this.#connection.remount(this.#view, url);
  }

  redirect(to: string): void {
    this.#connection.send([ServerFrame.Redirect, this.#view, to]);
  }

  page({ visit, url, title, description }: PageChange, patch?: ScopePatch): void {
    const frame = [ServerFrame.Page, this.#view, visit, url, title, description] as const;
    this.#connection.send(patch ? [...frame, patch] : [...frame]);
  }

  go(url: string, replace: boolean): void {
    this.#connection.send([ServerFrame.Go, this.#view, url, replace ? 1 : 0]);
  }

  messages(messages: readonly Message[]): void {
    this.#connection.send([ServerFrame.Messages, this.#view, messages]);
  }

  refuse(sequence: number, error: unknown, about: string): void {
    this.#connection.send(refusal({ view: this.#view, sequence }, this.#problems.of(error, about)));
  }

  explain(error: unknown, about: string): void {
    const trouble = this.#problems.explain(error, about);
    if (trouble) this.#connection.send([ServerFrame.Trouble, this.#view, trouble]);
  }

  end(): void {
    this.#connection.end(this.#view);
  }
}

/** The frame that tells the browser about a refusal or failure. */
export function refusal(
  { view, sequence }: { view: number; sequence: number },
  { code, text, id }: Problem,
): ServerMessage {
  const frame = [ServerFrame.Refused, view, sequence, code, text] as const;
  return id === undefined ? [...frame] : [...frame, id];
}
