import { existsSync } from "node:fs";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The Chromium on this machine: the one in `CHROMIUM_PATH`, else one at a usual place. */
export function chromiumPath(): string | undefined {
  const places = [process.env.CHROMIUM_PATH, ...usualPlaces];
  return places.find((path) => path !== undefined && existsSync(path));
}
