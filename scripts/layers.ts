import { readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";

/** Folders of src/, from the ground up. A file imports from its own folder or from a lower layer. */
const layers: readonly (readonly string[])[] = [
  ["shared"],
  ["languages"],
  ["template", "pubsub", "http", "database"],
  ["diff", "session"],
  ["live"],
  ["handlers"],
  ["server"],
  ["adapters", "auth"],
  ["testing", "cli"],
];

/** Folders that run in the browser or are sent there, and the packages they may carry along. */
const packagesOf: Readonly<Record<string, readonly string[]>> = { shared: [], client: ["idiomorph"] };

/** Files directly in src/ that all of the server may import. */
const forAll: readonly string[] = ["errors.ts", "load-package.ts"];

/** Most entries one sees in the root folder. */
const rootLimit = 20;

interface Import {
  readonly line: number;
  /** A file below src/, "template/html.ts", or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly isType: boolean;
}

export interface Source {
  /** Path below src/, "live/gate.ts". */
  readonly path: string;
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

// Only names, braces and commas stand before an import's `from`, so a constant that holds a path is no import.
const importPattern =
  /^(?:import|export)\s+(type\s)?(?:[\w$*{},\s]+\sfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;

export function toSource(path: string, text: string): Source {
  const imports = [...text.matchAll(importPattern)].map((match) => {
    const name = match[2] ?? match[3] ?? "";
    const isPackage = !name.startsWith(".");
    return {
      line: text.slice(0, match.index).split("\n").length,
      target: isPackage ? name : posix.join(posix.dirname(path), name),
      isPackage,
      isType: match[1] !== undefined,
    };
  });
  return { path, imports };
}

/** Imports that go up or sideways, through a folder's index, or from the browser's part to the server's. */
export function findLayerViolations(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports.flatMap((imported) => {
      const problem = problemOf(path, imported);
      return problem ? [`src/${path}:${imported.line} imports ${imported.target}: ${problem}`] : [];
    }),
  );
}

function problemOf(path: string, { target, isPackage }: Import): string | undefined {
  return isPackage ? packageProblem(folderOf(path), target) : fileProblem(path, target);
}

function packageProblem(folder: string, name: string): string | undefined {
  if (/^liveloom(\/|$)/.test(name)) return "the package does not import itself. Import the file that has it.";
  const allowed = packagesOf[folder];
  if (!allowed || allowed.includes(name)) return undefined;
  return `${folder}/ goes to the browser and imports ${allowed.join(", ") || "no packages"}. Do without.`;
}

function fileProblem(path: string, target: string): string | undefined {
  const [own, other] = [folderOf(path), folderOf(target)];
  if (other === own && own !== "") return isIndex(target) ? indexProblem : undefined;
  if (own === "client" || other === "client")
    return own === "client" && other === "shared" ? undefined : clientProblem;
  const isCatalogue = path === "errors.ts" && other === "";
  if (path === "index.ts" || forAll.includes(target) || isCatalogue) return undefined;
  if (isIndex(target)) return indexProblem;
  return isBelow(other, own) ? undefined : layerProblem(own, other);
}

const indexProblem = "an index is a door for users. Import the file that has it.";
const clientProblem = "server and client share only shared/. Move there what both need.";

function layerProblem(own: string, other: string): string {
  const unknown = [own, other].find((folder) => layerOf(folder) < 0);
  if (unknown !== undefined) return `${unknown || "src"}/ has no layer. Give it one in scripts/layers.ts.`;
  return `${own}/ may import lower layers only, not ${other}/. Pass it in from above, or move it down.`;
}

const isIndex = (path: string) => posix.basename(path) === "index.ts";
const folderOf = (path: string) => (path.includes("/") ? (path.split("/")[0] ?? "") : "");
const layerOf = (folder: string) => layers.findIndex((names) => names.includes(folder));
const isBelow = (other: string, own: string) => layerOf(other) >= 0 && layerOf(other) < layerOf(own);

/** Files that need each other to load. Types do not count: they are gone by then. */
export function findCycles(sources: readonly Source[]): string[] {
  const importsOf = new Map(
    sources.map(({ path, imports }) => [path, imports.filter(({ isType }) => !isType)]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (done.has(path)) return;
    for (const { target, line } of importsOf.get(path) ?? []) {
      const circle = [...trail, path];
      if (circle.includes(target)) cycles.push(cycleProblem(circle, target, line));
      else visit(target, circle);
    }
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return cycles;
}

function cycleProblem(trail: readonly string[], target: string, line: number): string {
  const circle = [...trail.slice(trail.indexOf(target)), target].join(" -> ");
  return `src/${trail.at(-1)}:${line} closes a circle, ${circle}. Move what they share to a file of its own.`;
}

/** Too many entries in the root folder, not counting hidden ones and those that git ignores by name. */
export function findCrowdedRoot(folder: string): string[] {
  const ignored = readFileSync(join(folder, ".gitignore"), "utf8")
    .split(/\r?\n/)
    .map((line) => line.replace(/\/$/, ""));
  const visible = readdirSync(folder).filter((name) => !name.startsWith(".") && !ignored.includes(name));
  if (visible.length <= rootLimit) return [];
  return [`The root folder has ${visible.length} entries; at most ${rootLimit}. Move some into a folder.`];
}
