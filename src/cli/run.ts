import { parseArgs } from "node:util";
import type { Accounts } from "../auth/accounts.ts";
import { LiveloomError, messageOf } from "../errors.ts";
import type { Call, Command } from "./command.ts";
import { commands } from "./commands.ts";
import { commonOptions, helpOf, overview } from "./help.ts";
import { Aborted, type Io } from "./io.ts";
import { loadAccounts } from "./load-accounts.ts";
import { toldPages } from "./told-pages.ts";
import { UsageError } from "./usage-error.ts";

/** What the program ends with. */
export const exitCodes = { done: 0, failed: 1, misunderstood: 2, aborted: 130 } as const;

/** Does what a command line says. Never throws. @returns the exit code */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const isJson = args.includes("--json");
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof Aborted) return exitCodes.aborted;
    tell(error, io, isJson);
    return error instanceof UsageError ? exitCodes.misunderstood : exitCodes.failed;
  }
}

async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const command = commandIn(args);
  if (!command) {
    const isAsked = args.length === 0 || args[0] === "help" || args.includes("--help");
    if (!isAsked)
      throw new UsageError(`There is no command "${args.join(" ")}". liveloom --help lists them.`);
    for (const line of overview(commands)) io.out(line);
    return exitCodes.done;
  }
  const { values, words } = parse(command, args);
  if (values.help === true) for (const line of helpOf(command)) io.out(line);
  else await perform(command, { values, words, io });
  return exitCodes.done;
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

interface Parsed {
  readonly values: Values;
  readonly words: readonly string[];
}

/** What Node makes of a line whose options are known only now. */
interface ParsedLine {
  readonly values: Values;
  readonly positionals: string[];
}

/** The command whose name the line begins with. */
function commandIn(args: readonly string[]): Command | undefined {
  return commands.find(({ name }) => name.split(" ").every((word, index) => args[index] === word));
}

/** @throws UsageError */
function parse(command: Command, args: readonly string[]): Parsed {
  const { values, positionals: words } = understood(command, args.slice(command.name.split(" ").length));
  const least = command.words.filter((word) => word.startsWith("<")).length;
  if (values.help !== true && (words.length < least || words.length > command.words.length))
    throw new UsageError(helpOf(command)[0] ?? "");
  return { values, words };
}

function understood({ options }: Command, args: readonly string[]): ParsedLine {
  const types = Object.entries({ ...commonOptions, ...options }).map(([name, { type }]) => [name, { type }]);
  try {
    const line = { args: [...args], options: Object.fromEntries(types), allowPositionals: true };
    return parseArgs(line) as ParsedLine;
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
}

async function perform(command: Command, { values, words, io }: Parsed & { io: Io }): Promise<void> {
  const text = (option: string) => textIn(values, option);
  const auth = await loadAccounts(io, { auth: text("auth"), database: text("database") });
  const call: Call = { auth, io, words, text, has: (option) => values[option] === true };
  try {
    if (!command.runsBeforeMigration) await requireMigrated(auth);
    const redis = text("redis") ?? io.env.REDIS_URL;
    const { lines, json } = await toldPages(auth, { io, redis }, () => command.run(call));
    if (values.json !== true) for (const line of lines) io.out(line);
    else if (json !== undefined) io.out(JSON.stringify(json, null, 2));
  } finally {
    await auth.close();
  }
}

async function requireMigrated(auth: Accounts): Promise<void> {
  const waiting = await auth.pendingMigrations();
  if (waiting.length > 0) throw new LiveloomError("LV-CLI-MIGRATE", { migrations: waiting.join(", ") });
}

function textIn(values: Values, option: string): string | undefined {
  const value = values[option];
  return typeof value === "string" ? value : undefined;
}

/** Programs read errors where they read results; people read a sentence. */
function tell(error: unknown, io: Io, isJson: boolean): void {
  const message = messageOf(error);
  const code = error instanceof LiveloomError ? error.code : (error as Error)?.name;
  if (isJson) io.out(JSON.stringify({ error: { code, message } }, null, 2));
  else io.err(message);
}
