/** What a command can see and say; a terminal, or what a test puts in its place. */
export interface Io {
  /** The working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether somebody sits there who can answer. */
  readonly isInteractive: boolean;
  /** A line of the result. */
  out(line: string): void;
  /** A line about what went wrong, or for whoever is asked something. */
  err(line: string): void;
  /** @throws Aborted when there is no answer. @param secret Whether what is typed stays invisible. Default: false. */
  ask(question: string, options?: { readonly secret?: boolean }): Promise<string>;
  /** What is piped in, to its end. */
  input(): Promise<string>;
}

/** Somebody pressed Ctrl+C, or closed the input, instead of answering. */
export class Aborted extends Error {
  override name = "Aborted";
}
