import { LiveloomError } from "../errors.ts";
import { attributeText } from "../template/attribute-source.ts";
import type { Commands } from "../template/commands/commands.ts";
import type { Outbox } from "./outbox.ts";
import { jsonOf } from "./reply.ts";
import type { ViewContext } from "./view-context.ts";

export const pushLimits = {
  /** Most that waits for a connection; the oldest go first. */
  waiting: 100,
  /** Longest JSON of all that waits together, in characters. */
  length: 262_144,
  /** Longest name, in characters. */
  name: 64,
} as const;

interface Push {
  /** undefined for commands. */
  readonly name: string | undefined;
  readonly json: string;
}

/** What one view has to tell the browser's scripts, and to have done there, once the page is up to date. */
export class Pushes {
  readonly #waiting: Push[] = [];
  /** How many of them belong to work that was done without failing. */
  #settled = 0;
  #length = 0;

  /** Takes a copy of the payload. @throws LV-PUSH-NAME, LV-PUSH-VALUE, LV-PUSH-SIZE */
  add(name: string, payload: unknown): void {
    if (!isPushName(name)) throw new LiveloomError("LV-PUSH-NAME", { name, limit: pushLimits.name });
    this.#wait({
      name,
      json: payload === undefined ? "null" : jsonOf(`What goes along with "${name}"`, payload),
    });
  }

  /** Takes commands as they are now. @throws LV-COMMAND when they are too long */
  addCommands(commands: Commands): void {
    const json = commands[attributeText]();
    if (json !== null) this.#wait({ name: undefined, json });
  }

  #wait(push: Push): void {
    this.#waiting.push(push);
    this.#length += push.json.length;
    while (this.#waiting.length > pushLimits.waiting || this.#length > pushLimits.length) this.#shift();
  }

  /** What was added so far will be sent. */
  settle(): void {
    this.#settled = this.#waiting.length;
  }

  /** Forgets what is not settled. */
  drop(): void {
    for (const { json } of this.#waiting.splice(this.#settled)) this.#length -= json.length;
  }

  flush(outbox: Outbox): void {
    for (const { name, json } of this.#waiting.splice(0))
      if (name === undefined) outbox.run(json);
      else outbox.push(name, JSON.parse(json));
    this.#length = 0;
    this.#settled = 0;
  }

  #shift(): void {
    const oldest = this.#waiting.shift();
    this.#length -= oldest?.json.length ?? 0;
    this.#settled = Math.max(0, this.#settled - 1);
  }
}

/** Those of a view, from the first time on that it has something to tell. */
export function pushesOf(context: Pick<ViewContext, "pushes">): Pushes {
  context.pushes ??= new Pushes();
  return context.pushes;
}

function isPushName(name: string): boolean {
  return name.length <= pushLimits.name && /^[a-zA-Z][\w.:-]*$/.test(name);
}
