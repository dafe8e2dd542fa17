import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const entry = fileURLToPath(new URL("../src/client/index.ts", import.meta.url));

/** Bundles the browser client into one file, and returns its size in bytes after brotli. */
export async function bundleClient(folder) {
  const outfile = join(folder, "liveloom.js");
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    sourcemap: "external",
    logLevel: "warning",
  });
  return brotliCompressSync(readFileSync(outfile)).length;
}
