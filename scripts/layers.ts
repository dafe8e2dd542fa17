import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";

/** Folders of src/, from the ground up. A file imports from its own folder or from a lower layer. */
const layers: readonly (readonly string[])[] = [
  ["shared"],
  ["template", "pubsub", "http", "database"],
  ["diff", "session"],
  ["live", "handlers"],
  ["server"],
  ["adapters", "auth"],
  ["testing", "cli"],
];

/** Most lines of code in a file, without blank lines and comments. */
const longestFile = 400;

interface Import {
  readonly line: number;
  /** The imported file, "template/html.ts". Packages are not listed. */
  readonly target: string;
  readonly isType: boolean;
}

export interface Source {
  /** Path below src/, "live/gate.ts". */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** All sources of a folder but tests, which may import what they need. */
export function readSources(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(sep).join("/"))
    .filter((path) => path.endsWith(".ts") && !/\.(test|contract)\.ts$/.test(path))
    .sort()
    .map((path) => toSource(path, readFileSync(join(folder, path), "utf8")));
}

const importPattern =
  /^(?:import|export)\s+(type\s)?[^;'"]*?(?:from\s+)?["'](\.[^"']+)["']|import\(\s*["'](\.[^"']+)["']\s*\)/gm;

export function toSource(path: string, text: string): Source {
  const imports = [...text.matchAll(importPattern)].map((match) => ({
    line: text.slice(0, match.index).split("\n").length,
    target: posix.normalize(posix.join(dirname(path), match[2] ?? match[3] ?? "")),
    isType: match[1] !== undefined,
  }));
  return { path, text, imports };
}

/** Imports that go up or sideways, or through a folder's index. */
export function findLayerViolations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    source.imports.flatMap(({ line, target }) => {
      const problem = problemOf(source.path, target);
      return problem ? [`src/${source.path}:${line} imports ${target}: ${problem}`] : [];
    }),
  );
}

function problemOf(from: string, to: string): string | undefined {
  const [own, other] = [folderOf(from), folderOf(to)];
  if (from === "index.ts") return undefined;
  if (own === "client")
    return ["client", "shared"].includes(other) ? undefined : "the client imports shared/ only";
  if (to.endsWith("index.ts")) return "import the file that has it, not the index";
  if (to === "errors.ts" || own === other) return undefined;
  if (layerOf(other) < 0) return `${other || to} is not part of a lower layer`;
  return layerOf(other) < layerOf(own) ? undefined : `${own}/ may only import from layers below it`;
}

function folderOf(path: string): string {
  return path.includes("/") ? (path.split("/")[0] ?? "") : "";
}

function layerOf(folder: string): number {
  return layers.findIndex((names) => names.includes(folder));
}

/** Files that need each other to load. Types do not count: they are gone by then. */
export function findCycles(sources: readonly Source[]): string[] {
  const targets = new Map(
    sources.map(({ path, imports }) => [path, imports.filter(({ isType }) => !isType)]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      cycles.push(
        `src/${[...trail.slice(trail.indexOf(path)), path].join(" -> ")}: files import each other in a circle`,
      );
    } else if (!done.has(path)) {
      for (const { target } of targets.get(path) ?? []) visit(target, [...trail, path]);
      done.add(path);
    }
  };
  for (const { path } of sources) visit(path, []);
  return cycles;
}

export function findLongFiles(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const lines = text.split("\n").filter((line) => !/^\s*($|\/\/|\/?\*)/.test(line)).length;
    return lines > longestFile
      ? [`src/${path} has ${lines} lines of code; at most ${longestFile}. Split it.`]
      : [];
  });
}
