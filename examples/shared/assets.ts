import { existsSync, readdirSync } from "node:fs";
import { type Html, html, type StaticFiles, staticFiles } from "liveloom";

/** Files of an example, and what a page's head needs to load them. */
export interface Assets {
  /** None for an example without such files. */
  readonly files: readonly StaticFiles[];
  readonly head: Html;
}

/** The style sheets and scripts in a folder's `public`, if it has one. @param folder A folder of `examples/`. */
export function assetsOf(folder: string): Assets {
  const path = new URL(`../${folder}/public/`, import.meta.url);
  if (!existsSync(path)) return { files: [], head: html`` };
  const files = staticFiles(`/static/${folder}/`, path);
  const names = readdirSync(path);
  const sheets = names.filter((name) => name.endsWith(".css"));
  const scripts = names.filter((name) => name.endsWith(".js"));
  return {
    files: [files],
    head: html`${sheets.map((name) => html`<link rel="stylesheet" href=${files.url(name)}>`)}
  ${scripts.map((name) => html`<script type="module" src=${files.url(name)}></script>`)}`,
  };
}

/** What all examples look like: colours, fields, buttons. */
export const common = assetsOf("shared");

/** The address of the icon. */
export const icon = common.files.map((files) => files.url("icon.svg")).join();
