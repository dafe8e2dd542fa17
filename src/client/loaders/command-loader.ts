import { attributes } from "../../shared/markup.ts";
import type { NewEvent } from "../events/pending-events.ts";
import type { CommandRunner } from "../parts/commands.ts";

/** The part that runs commands, once it was needed. */
export let runner: CommandRunner | undefined;

let loading: Promise<unknown> | undefined;

/** Commands begin like this, and names of events do not. */
export const isCommands = (value: string) => value.startsWith("[");

/** Does something with the part, which is loaded when it is first needed. */
export function withCommands(use: (runner: CommandRunner) => void): void {
  if (runner) return use(runner);
  loading ??= import("../parts/commands.ts").then(
    (part) => {
      runner = new part.CommandRunner();
    },
    (error) => {
      // It is tried again the next time.
      loading = undefined;
      console.error(error);
    },
  );
  loading.then(() => runner && use(runner));
}

/** Runs an element's commands, or sends its event. */
export function perform(
  event: NewEvent & { readonly origin: Element },
  send: (event: NewEvent) => unknown,
): void {
  const { name, params, origin } = event;
  if (!isCommands(name)) return void send(event);
  const push = (name: string, own: object) =>
    send({ ...event, name, params: { ...(params as object), ...own } });
  withCommands((commands) => commands.run(name, { element: origin, push }));
}

/** Loads what the page will need at the first click. Returns what is not loaded yet. */
export function watchCommands(): Promise<unknown> | undefined {
  if (document.querySelector(`[${attributes.click}^="["], [${attributes.optimistic}]`))
    withCommands(() => undefined);
  return loading;
}
