import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LiveloomError } from "../errors.ts";
import { type StaticFiles, staticFiles } from "../http/static-files.ts";

/** The browser client's file in its folder. */
export const clientFile = "liveloom.js";

/** What pages load beside it in development. */
export const developmentFile = "development.js";

/** The smaller one, for pages that only call handlers. */
export const handlersFile = "liveloom-handlers.js";

/** What account pages load that take passkeys. */
export const passkeysFile = "passkeys.js";

/** The built client lies beside this file's folder in the package, and in dist/ when run from source. */
const folders = ["../client/", "../../dist/client/"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** The built browser client under `/live/`. @throws LV-CLIENT-MISSING */
export function clientFiles(): StaticFiles {
  const folder = folders.find((candidate) => existsSync(candidate + clientFile));
  if (!folder) throw new LiveloomError("LV-CLIENT-MISSING", { folder: folders.join(" or ") });
  return staticFiles("/live/", folder);
}
