import { posix } from "node:path";
import { type SourcePlace, sourceError } from "./source.ts";

/** A template's name; one that starts with `./` or `../` is seen from the folder of the file it stands in. */
export function relativeName(name: string, place: SourcePlace): string {
  if (!/^\.\.?\//.test(name)) return name;
  const path = posix.join(posix.dirname(place.source.name), name);
  if (!path.startsWith("../")) return path;
  throw sourceError(place, `"${name}" leads out of the folder of templates`, "Stay within the folder.");
}
