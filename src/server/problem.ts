import { randomUUID } from "node:crypto";
import { type ErrorCode, LiveloomError } from "../errors.ts";
import type { Trouble } from "../shared/trouble.ts";
import { describeThrown } from "./describe-thrown.ts";
import type { Logger } from "./logger.ts";
import { troubleOf } from "./trouble-of.ts";

/** An error as the browser may see it. */
export interface Problem {
  readonly code: ErrorCode;
  readonly status: number;
  /** A sentence for people. */
  readonly text: string;
  /** Finds the error in the log; only for errors that are not the caller's. */
  readonly id?: string;
  /** What an error page gives to go on: the id; in development the code, too. */
  readonly reference?: string;
  /** Where it happened; in development only. Made when it is asked for, because that reads the source. */
  readonly trouble?: Trouble;
}

/** What production says instead of an error's own message, by HTTP status. */
const publicTexts: Readonly<Record<number, string>> = {
  400: "The server did not understand this.",
  401: "Log in to continue.",
  403: "You do not have permission to do this.",
  404: "This does not exist.",
  405: "This address does not work that way.",
  409: "The page is out of date. Reload it.",
  410: "This is no longer there.",
  413: "That is too large.",
  429: "Too many calls. Wait a moment and try again.",
  503: "The server is busy. Try again in a moment.",
};

/** Turns errors into what the browser may know; the log gets the rest. */
export class Problems {
  readonly #logger: Logger;
  readonly #production: boolean;
  readonly #hints = new Set<string>();

  constructor(logger: Logger, production: boolean) {
    this.#logger = logger;
    this.#production = production;
  }

  /** The caller's own mistakes are told as they are; anything else is logged under an id. Never throws. */
  of(error: unknown, about: string): Problem {
    const known = knownError(error);
    const { code, status } = known ?? { code: "LV-INTERNAL", status: 500 };
    if (known && status < 500) {
      const text = this.#production ? (publicTexts[status] ?? "This was refused.") : known.sentence;
      return { code, status, text, ...(!this.#production && { reference: code }) };
    }
    const id = this.report(error, about);
    if (this.#production) {
      return { code, status, text: publicTexts[status] ?? "Something went wrong.", id, reference: id };
    }
    const text = known?.sentence ?? describeThrown(error);
    const reference = `${code}, ${id}`;
    return {
      ...{ code, status, text, id, reference },
      get trouble() {
        return troubleOf(error, about);
      },
    };
  }

  /** What developers are shown of an error; undefined in production, and for what is nobody's mistake. Never throws. */
  explain(error: unknown, about: string): Trouble | undefined {
    return this.#production || isBusy(error) ? undefined : troubleOf(error, about);
  }

  /** Tells whoever runs the app something once. */
  warnOnce(text: string): void {
    if (this.#hints.has(text)) return;
    this.#hints.add(text);
    this.#logger.warn({}, text);
  }

  /** Logs an error and returns the id under which the log has it. Never throws. */
  report(error: unknown, about: string): string {
    const id = randomUUID().slice(0, 8);
    if (isBusy(error)) this.#logger.warn({ id, about, code: error.code }, error.sentence);
    else this.#logError(error, { id, about });
    return id;
  }

  #logError(error: unknown, fields: { id: string; about: string }): void {
    try {
      this.#logger.error({ err: error, ...fields }, "An error was not handled");
    } catch {
      this.#logger.error({ err: describeThrown(error), ...fields }, "An error was not handled");
    }
  }
}

function isBusy(error: unknown): error is LiveloomError {
  return knownError(error)?.code === "LV-BUSY";
}

function knownError(error: unknown): LiveloomError | undefined {
  try {
    return error instanceof LiveloomError ? error : undefined;
  } catch {
    return undefined;
  }
}
