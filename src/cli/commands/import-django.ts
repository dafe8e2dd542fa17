import type { DjangoImport } from "../../auth/import-django/import-django.ts";
import type { Call, Command, Outcome } from "../command.ts";
import { counted } from "../counted.ts";
import { UsageError } from "../usage-error.ts";

export const importDjango: Command = {
  name: "import-django",
  words: [],
  about:
    "Brings users along from a Django project: passwords, groups, and permissions that the code declares.",
  options: {
    from: {
      type: "string",
      about: "Django's database, sqlite:db.sqlite3 or postgres://user:password@host/name",
    },
    table: { type: "string", about: "the table of its users (default: auth_user)" },
    "dry-run": { type: "boolean", about: "only say what would be done" },
  },
  run,
};

async function run({ auth, text, has }: Call): Promise<Outcome> {
  const [from, table, isTrial] = [text("from"), text("table"), has("dry-run")];
  if (from === undefined) throw new UsageError("Say where Django's database is: --from sqlite:db.sqlite3");
  const result = await auth.importDjango(from, { isTrial, ...(table !== undefined && { table }) });
  return { lines: linesOf(result, isTrial), json: result };
}

function linesOf(result: DjangoImport, isTrial: boolean): string[] {
  const { imported, present, refused, withoutPassword, groups, undeclared } = result;
  return [
    `${isTrial ? "Would import" : "Imported"} ${counted(imported, "user")} and ${counted(groups.length, "group")}.`,
    ...(present.length > 0 ? [`Left alone, because they are here: ${present.join(", ")}.`] : []),
    ...refused.map(({ username, reason }) => `Refused ${JSON.stringify(username)}: ${reason}`),
    ...(withoutPassword.length > 0 ? [`Without a password: ${withoutPassword.join(", ")}.`] : []),
    ...undeclared.map((name) => `Not declared, so nobody was given it: ${name}.`),
  ];
}
