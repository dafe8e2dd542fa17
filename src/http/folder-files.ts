import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { lookup } from "mrmime";

/** Largest file that is kept in memory, in bytes; larger ones are read again for each answer. */
export const maxBytesInMemory = 1_048_576;

/** One file of a folder as it was when the folder was read. */
export interface FolderFile {
  /** Path below the folder, with `/` between its parts. */
  readonly name: string;
  readonly path: string;
  /** The `Content-Type` that goes with the name's extension. */
  readonly type: string;
  readonly size: number;
  /** SHA-256 of the content, hex. */
  readonly hash: string;
  /** The content; undefined when it is larger than {@link maxBytesInMemory}. */
  readonly content: Buffer<ArrayBuffer> | undefined;
}

/**
 * All files in a folder and the folders below it, sorted by name. Symbolic links, and files and folders whose
 * name begins with a dot, are left out.
 */
export function folderFiles(folder: string): FolderFile[] {
  return [...fileNames(folder, "")].sort().map((name) => readFile(folder, name));
}

function* fileNames(folder: string, parent: string): Generator<string> {
  for (const entry of readdirSync(join(folder, parent), { withFileTypes: true })) {
    const name = parent + entry.name;
    if (entry.name.startsWith(".")) continue;
    if (entry.isFile()) yield name;
    if (entry.isDirectory()) yield* fileNames(folder, `${name}/`);
  }
}

function readFile(folder: string, name: string): FolderFile {
  const path = join(folder, name);
  const content = readFileSync(path);
  return {
    name,
    path,
    type: contentType(name),
    size: content.length,
    hash: createHash("sha256").update(content).digest("hex"),
    content: content.length > maxBytesInMemory ? undefined : content,
  };
}

function contentType(name: string): string {
  const type = lookup(extname(name)) ?? "application/octet-stream";
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
