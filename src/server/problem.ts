import { randomUUID } from "node:crypto";
import { type ErrorCode, LiveloomError } from "../errors.ts";
import type { Logger } from "./logger.ts";

/** An error as the browser may see it. */
export interface Problem {
  readonly code: ErrorCode;
  readonly status: number;
  readonly text: string;
  /** Finds the error in the log; only for errors that are not the caller's. */
  readonly id?: string;
}

/** What production says instead of an error's own message, by HTTP status. */
const publicTexts: Readonly<Record<number, string>> = {
  400: "The server did not understand this.",
  401: "Log in to continue.",
  403: "You do not have permission to do this.",
  404: "This does not exist.",
  405: "This address does not work that way.",
  409: "The page is out of date. Reload it.",
  413: "That is too large.",
  429: "Too many calls. Wait a moment and try again.",
  503: "The server is busy. Try again in a moment.",
};

/** Turns errors into what the browser may know; the log gets the rest. */
export class Problems {
  readonly #logger: Logger;
  readonly #production: boolean;

  constructor(logger: Logger, production: boolean) {
    this.#logger = logger;
    this.#production = production;
  }

  /** The caller's own mistakes are told as they are; anything else is logged under an id. */
  of(error: unknown, about: string): Problem {
    if (error instanceof LiveloomError && error.status < 500) {
      const text = publicTexts[error.status] ?? "This was refused.";
      return { code: error.code, status: error.status, text: this.#production ? text : error.message };
    }
    const id = this.report(error, about);
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const status = error instanceof LiveloomError ? error.status : 500;
    const text = this.#production ? (publicTexts[status] ?? "Something went wrong.") : detail;
    return { code: error instanceof LiveloomError ? error.code : "LV-INTERNAL", status, text, id };
  }

  /** Logs an error and returns the id under which the log has it. */
  report(error: unknown, about: string): string {
    const id = randomUUID().slice(0, 8);
    this.#logger.error({ err: error, id, about }, "An error was not handled");
    return id;
  }
}
