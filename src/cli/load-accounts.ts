import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Accounts, accounts } from "../auth/accounts.ts";
import { LiveloomError, messageOf } from "../errors.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";

/** Where a command line says that accounts are. */
interface Place {
  readonly auth: string | undefined;
  readonly database: string | undefined;
}

/**
 * The accounts that a command works on.
 * @throws UsageError when nobody says where they are; LV-CLI-AUTH for a module that has none, or cannot be loaded
 */
export async function loadAccounts(io: Io, { auth, database }: Place): Promise<Accounts> {
  const module = auth ?? (database === undefined ? configuredModule(io.cwd) : undefined);
  if (module !== undefined) return await fromModule(resolve(io.cwd, module));
  const address = database ?? io.env.DATABASE_URL;
  if (address) return accounts({ database: address });
  throw new UsageError("Say where the accounts are: --auth src/auth.ts, or --database sqlite:data/app.db.");
}

/** What package.json says: `"liveloom": { "auth": "src/auth.ts" }`. */
function configuredModule(cwd: string): string | undefined {
  const file = resolve(cwd, "package.json");
  if (!existsSync(file)) return undefined;
  const { liveloom } = Object(JSON.parse(readFileSync(file, "utf8")));
  const { auth } = Object(liveloom);
  return typeof auth === "string" ? auth : undefined;
}

async function fromModule(path: string): Promise<Accounts> {
  const exported = Object.values(await load(path));
  const found = exported.find(isAccounts);
  if (found) return found;
  throw new LiveloomError("LV-CLI-AUTH", { path, reason: "it exports no accounts()" });
}

async function load(path: string): Promise<object> {
  try {
    if (/\.[cm]?tsx?$/.test(path)) await understandTypeScript();
    return await import(pathToFileURL(path).href);
  } catch (error) {
    const reason = messageOf(error);
    throw new LiveloomError("LV-CLI-AUTH", { path, reason });
  }
}

/** Newer versions of Node do by themselves; for the others the package `tsx` does, where it is installed. */
async function understandTypeScript(): Promise<void> {
  if (
    Reflect.get(process.features, "typescript") ||
    process.execArgv.some((argument) => argument.includes("tsx"))
  )
    return;
  const name = "tsx/esm/api";
  const tsx: { register(): unknown } | undefined = await import(name).catch(() => undefined);
  tsx?.register();
}

/** Those of another copy of the package are as good. */
function isAccounts(value: unknown): value is Accounts {
  const candidate = Object(value);
  return typeof candidate.migrate === "function" && typeof candidate.users?.create === "function";
}
