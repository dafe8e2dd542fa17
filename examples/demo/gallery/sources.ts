import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Html, html, raw, type TemplateValue } from "liveloom";
import type { Entry } from "./entry.ts";
import { highlight } from "./highlight.ts";

interface Source {
  readonly name: string;
  readonly code: TemplateValue;
}

/** By the path of the file that is read first. */
const cache = new Map<string, Html>();

/** The files of an example, one shown at a time; choosing another needs no script. */
export function sources({ folder, main, files }: Entry): Html {
  const key = `${folder}/${main}`;
  const known = cache.get(key);
  if (known) return known;
  const names = files ? [main, ...files] : filesOf(folder, main);
  const made = panel(names.map((name) => read(folder, name)));
  cache.set(key, made);
  return made;
}

function panel(files: readonly Source[]): Html {
  return html`<fieldset class="files">
    <legend class="visually-hidden">Files</legend>
    ${files.map(
      (
        { name, code },
        index,
      ) => html`<label class="tab"><input type="radio" name="shown-file" checked=${index === 0}>${name}</label>
    <pre tabindex="0" aria-label=${name}><code>${code}</code></pre>`,
    )}
  </fieldset>`;
}

/** What is to be read first comes first; styles are last. */
function filesOf(folder: string, main: string): string[] {
  const names = readdirSync(new URL(`../../${folder}/`, import.meta.url), {
    recursive: true,
    encoding: "utf8",
  });
  const ranks = [main, "main.ts", ".ts", ".js", ".css"];
  const rank = (name: string) =>
    ranks.findIndex((end) => name === end || (end.startsWith(".") && name.endsWith(end)));
  return names.filter((name) => rank(name) >= 0).sort((one, other) => rank(one) - rank(other));
}

function read(folder: string, path: string): Source {
  const text = readFileSync(new URL(`../../${folder}/${path}`, import.meta.url), "utf8");
  const ending = path.slice(path.lastIndexOf(".") + 1);
  return { name: basename(path), code: raw(highlight(text.trimEnd(), ending)) };
}
