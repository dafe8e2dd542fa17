import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { LiveloomError } from "../errors.ts";
import { Handler } from "./handler.ts";

/** A module with handlers. */
export interface HandlerFile {
  /** Its path below the folder. */
  readonly file: string;
  readonly handlers: readonly Handler[];
}

/** The handlers that the modules of a folder export. @throws LV-HANDLER-FOLDER, and what a module throws */
export async function loadHandlers(folder: string | URL): Promise<HandlerFile[]> {
  const path = folder instanceof URL ? fileURLToPath(folder) : resolve(folder);
  const files: HandlerFile[] = [];
  for (const file of await modulesIn(path)) {
    const exported: object = await import(pathToFileURL(join(path, file)).href);
    files.push({ file, handlers: handlersIn(exported) });
  }
  return files;
}

/** Those that are exported by themselves or in lists, each once. */
function handlersIn(exported: object): Handler[] {
  const values: readonly unknown[] = Object.values(exported).flat();
  return [...new Set(values.filter((value) => value instanceof Handler))];
}

async function modulesIn(folder: string): Promise<string[]> {
  try {
    const files = await readdir(folder, { recursive: true });
    return files.filter(isModule).sort();
  } catch (error) {
    throw new LiveloomError("LV-HANDLER-FOLDER", { folder, reason: (error as Error).message });
  }
}

function isModule(file: string): boolean {
  return /\.m?[jt]s$/.test(file) && !/\.(d|test|spec)\.m?[jt]s$/.test(file) && !/(^|[\\/])_/.test(file);
}
