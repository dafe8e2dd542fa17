import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build, transform } from "esbuild";

const source = fileURLToPath(new URL("../src/client/", import.meta.url));

/**
 * What shared/ names stands as it is where it is used: as enums, which esbuild puts in place. Otherwise the script and
 * each of its parts would have all the names.
 */
const constants = {
  name: "constants",
  setup: (setup) => setup.onLoad({ filter: /[\\/]src[\\/]shared[\\/]\w+\.ts$/ }, withEnums),
};

const options = {
  plugins: [constants],
  bundle: true,
  minify: true,
  format: "esm",
  charset: "utf8",
  target: "es2022",
  sourcemap: "external",
  logLevel: "warning",
};

/**
 * Bundles the browser client: liveloom.js, which every page loads, and the parts/ that it loads when it needs them.
 * liveloom-handlers.js is for pages that only call handlers, passkeys.js for the account pages that take some,
 * development.js is what only developers load. Returns the sizes of liveloom.js, alone and with all parts, of
 * liveloom-handlers.js and of development.js, in bytes after brotli.
 */
export async function bundleClient(folder) {
  rmSync(folder, { recursive: true, force: true });
  const parts = await bundleParts(folder);
  const development = join(folder, "development.js");
  const beside = [join(source, "development.ts"), join(source, "passkeys.ts")];
  await build({ ...options, entryPoints: beside, outdir: folder });
  const loadParts = {
    name: "parts",
    setup: (setup) => setup.onResolve({ filter: /\/parts\// }, loadLater(parts)),
  };
  await build({
    ...options,
    entryPoints: [join(source, "liveloom.ts"), join(source, "liveloom-handlers.ts")],
    outdir: folder,
    plugins: [constants, loadParts],
  });
  const size = compressedSize(join(folder, "liveloom.js"));
  const scripts = readdirSync(parts).filter((name) => name.endsWith(".js"));
  return {
    size,
    handlers: compressedSize(join(folder, "liveloom-handlers.js")),
    all: scripts.reduce((sum, name) => sum + compressedSize(join(parts, name)), size),
    development: compressedSize(development),
  };
}

/** Writes the parts into a folder with a name made of what is in them: a page never gets another version's part. */
async function bundleParts(folder) {
  const names = readdirSync(join(source, "parts")).filter((name) => !name.endsWith(".test.ts"));
  const entryPoints = names.map((name) => join(source, "parts", name));
  const { outputFiles } = await build({ ...options, entryPoints, outdir: folder, write: false });
  const hash = createHash("sha256");
  for (const { contents } of outputFiles) hash.update(contents);
  const parts = join(folder, `parts-${hash.digest("hex").slice(0, 8)}`);
  mkdirSync(parts, { recursive: true });
  for (const { path, contents } of outputFiles) writeFileSync(join(parts, basename(path)), contents);
  return parts;
}

/** The same client with all its parts in one script, for the simulated browser of "liveloom/testing". */
export async function bundleTestClient(outfile) {
  const entryPoints = [join(source, "simulated.ts")];
  await build({ ...options, sourcemap: false, format: "iife", entryPoints, outfile });
}

async function withEnums({ path }) {
  const { code } = await transform(readFileSync(path, "utf8"), { loader: "ts", minifyWhitespace: true });
  const contents = code.replace(
    /const (\w+)=\{((?:\w+:(?:"[^"]*"|\d\w*),?)+)\}/g,
    (_, name, members) => `enum ${name}{${members.replace(/(\w+):("[^"]*"|\d\w*)/g, "$1=$2")}}`,
  );
  return { contents, loader: "ts" };
}

/** Imports of parts/ stay as they are, and lead to the built ones. */
function loadLater(parts) {
  return ({ path, kind }) => {
    if (kind !== "dynamic-import") return { errors: [{ text: `Load ${dirname(path)} with import()` }] };
    return { path: `./${basename(parts)}/${basename(path, ".ts")}.js`, external: true };
  };
}

function compressedSize(file) {
  return brotliCompressSync(readFileSync(file)).length;
}
