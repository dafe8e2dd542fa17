import { readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import type { ParsedFile } from "./parsed-file.ts";
import type { Source } from "./source.ts";

export interface TemplateFilesOptions {
  /** Searched in this order. */
  readonly folders: readonly string[];
  /** Templates by name that are in no folder; they come first. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether files that changed are read again. */
  readonly reload: boolean;
  readonly parse: (source: Source) => ParsedFile;
}

interface Entry {
  readonly modified: number;
  readonly file: ParsedFile;
}

/** Finds template files by name and keeps what was read. */
export class TemplateFiles {
  readonly #options: TemplateFilesOptions;
  readonly #entries = new Map<string, Entry>();
  /** What each name led to; not used when files may change. */
  readonly #found = new Map<string, ParsedFile>();

  constructor(options: TemplateFilesOptions) {
    this.#options = options;
  }

  /** The first file of that name which is not in `skip`; undefined when there is none. @throws LV-TEMPLATE-SYNTAX */
  find(name: string, skip: readonly ParsedFile[] = []): ParsedFile | undefined {
    const isSimple = skip.length === 0 && !this.#options.reload;
    const known = isSimple ? this.#found.get(name) : undefined;
    if (known) return known;
    const file = this.#search(name, skip);
    if (file && isSimple) this.#found.set(name, file);
    return file;
  }

  #search(name: string, skip: readonly ParsedFile[]): ParsedFile | undefined {
    if (!isInside(name)) return undefined;
    const text = Object.hasOwn(this.#options.files, name) ? this.#options.files[name] : undefined;
    if (text !== undefined) {
      const file = this.#parsed({ name, file: name, text }, 0);
      if (!skip.includes(file)) return file;
    }
    for (const folder of this.#options.folders) {
      const file = this.#read(name, join(folder, name));
      if (file && !skip.includes(file)) return file;
    }
    return undefined;
  }

  #read(name: string, path: string): ParsedFile | undefined {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats?.isFile()) return undefined;
    const known = this.#entries.get(path);
    if (known && (known.modified === stats.mtimeMs || !this.#options.reload)) return known.file;
    return this.#parsed({ name, file: path, text: readFileSync(path, "utf8") }, stats.mtimeMs);
  }

  #parsed(source: Source, modified: number): ParsedFile {
    const known = this.#entries.get(source.file);
    if (known && known.modified === modified && known.file.source.text === source.text) return known.file;
    const file = this.#options.parse(source);
    this.#entries.set(source.file, { modified, file });
    return file;
  }
}

/** A name stays within its folder. */
function isInside(name: string): boolean {
  const path = posix.normalize(name);
  return !/^(\.\.(\/|$)|\/)|[\\\0]/.test(path) && path !== ".";
}
