import { alignColumns } from "./align-columns.ts";
import type { Command, OptionAbout } from "./command.ts";

/** Options that every command takes. */
export const commonOptions = {
  auth: { type: "string", about: "the module that exports the app's accounts, src/auth.ts" },
  database: { type: "string", about: "the database's address, where no such module is" },
  redis: { type: "string", about: "the app's Redis, so that its open pages know at once" },
  json: { type: "boolean", about: "the result as JSON" },
  help: { type: "boolean", about: "this text" },
} as const satisfies Readonly<Record<string, OptionAbout>>;

/** What `liveloom` can do. */
export function overview(commands: readonly Command[]): string[] {
  return [
    "Usage: liveloom <command> [options]",
    "",
    ...alignColumns(commands.map((command) => [`  ${titleOf(command)}`, command.about])),
    "",
    ...optionLines(commonOptions),
    "",
    'Where the accounts are: --auth, or "liveloom": { "auth": "src/auth.ts" } in package.json; otherwise --database, or',
    "DATABASE_URL. Where Redis is: --redis, or REDIS_URL.",
    "Exit codes: 0 done, 1 not done, 2 not understood, 130 broken off.",
  ];
}

/** What one command does. */
export function helpOf(command: Command): string[] {
  const own = optionLines(command.options);
  return [
    `Usage: liveloom ${titleOf(command)} [options]`,
    "",
    command.about,
    "",
    ...(own.length > 0 ? [...own, ""] : []),
    ...optionLines(commonOptions),
  ];
}

function titleOf({ name, words }: Command): string {
  return [name, ...words].join(" ");
}

function optionLines(options: Readonly<Record<string, OptionAbout>>): string[] {
  const named = (name: string, { type }: OptionAbout) =>
    type === "string" ? `--${name} <...>` : `--${name}`;
  return alignColumns(
    Object.entries(options).map(([name, about]) => [`  ${named(name, about)}`, about.about]),
  );
}
