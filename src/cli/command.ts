import type { Accounts } from "../auth/accounts.ts";
import type { Io } from "./io.ts";

/** An option of a command: with a value, or to be given or not. */
export interface OptionAbout {
  readonly type: "string" | "boolean";
  /** For the help: what it does. */
  readonly about: string;
}

/** One call of a command. */
export interface Call {
  readonly auth: Accounts;
  readonly io: Io;
  /** What follows the command's name: as many as it says it takes. */
  readonly words: readonly string[];
  /** The value of an option; undefined when it was not given. */
  text(option: string): string | undefined;
  /** Whether an option was given. */
  has(option: string): boolean;
}

/** What a command did. */
export interface Outcome {
  /** For people, line by line. */
  readonly lines: readonly string[];
  /** The same for programs, with `--json`. */
  readonly json: unknown;
}

/** Something that `liveloom` does with the accounts of an app. */
export interface Command {
  /** "user create" */
  readonly name: string;
  /** What has to follow the name, "<username>"; what may be left out stands in brackets. */
  readonly words: readonly string[];
  readonly about: string;
  readonly options: Readonly<Record<string, OptionAbout>>;
  /** Whether it works while migrations wait to be run. Default: false. */
  readonly runsBeforeMigration?: boolean;
  run(call: Call): Promise<Outcome>;
}
