import { readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { LiveloomError } from "../errors.ts";
import type { SourceExcerpt } from "../shared/trouble.ts";

/** So many lines are shown before and after the one in question. */
const neighbours = 4;

/** Larger files are not read, in bytes. */
const fileLimit = 1_048_576;

/** Longer lines are cut, in characters. */
const lineLimit = 240;

/** Liveloom's own files: what users want to see is where they called it. */
const ownFolder = fileURLToPath(new URL("../", import.meta.url));

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** "at save (/project/main.ts:12:5)", "at file:///project/main.ts:12:5" */
const stackFrame = /(?:\(|at (?:async )?)([^()]+):(\d+):(\d+)\)?$/;

/** "... at /project/main.ts:12. Write ..." */
const templatePlace = / at (\S.*?):(\d+)(?::(\d+))?\./;

/**
 * The place in the project's own files that an error is about: where it says that a template has a mistake, else the
 * first line of its stack that is the project's. For developers only: never used in production.
 * @param project the only folder whose files are read.
 */
export function sourceExcerpt(error: Error, project = process.cwd()): SourceExcerpt | undefined {
  const isAboutTemplate = error instanceof LiveloomError && error.code.startsWith("LV-TEMPLATE");
  const named = isAboutTemplate ? placeIn(templatePlace.exec(error.message), project) : [];
  const frames = String(error.stack).split("\n");
  for (const place of [...named, ...frames.flatMap((frame) => placeIn(stackFrame.exec(frame), project))]) {
    const excerpt = excerptAt(place, project);
    if (excerpt) return excerpt;
  }
  return undefined;
}

function placeIn(match: RegExpExecArray | null, project: string): Place[] {
  const [, file, line, column = 1] = match ?? [];
  if (!file) return [];
  const path = file.startsWith("file:") ? fileURLToPath(file) : resolve(project, file);
  return [{ file: path, line: Number(line), column: Number(column) }];
}

function excerptAt({ file, line, column }: Place, project: string): SourceExcerpt | undefined {
  try {
    const inProject = relative(realpathSync(project), realpathSync(file));
    if (!isOfProject(inProject) || file.startsWith(ownFolder) || statSync(file).size > fileLimit)
      return undefined;
    const rows = readFileSync(file, "utf8").split("\n");
    if (line < 1 || line > rows.length) return undefined;
    const first = Math.max(1, line - neighbours);
    const lines = rows.slice(first - 1, line + neighbours).map((row) => row.slice(0, lineLimit));
    return { file: inProject.split(sep).join("/"), line, column, firstLine: first, lines };
  } catch {
    return undefined;
  }
}

/** Hidden files, such as .env, are nobody's source. */
function isOfProject(path: string): boolean {
  const parts = path.split(sep);
  return (
    path !== "" && !isAbsolute(path) && !parts.some((part) => part.startsWith(".") || part === "node_modules")
  );
}
