import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A file of bench/browser/ with what it imports, as one script. */
export async function bundleScript(file: string): Promise<string> {
  const entry = fileURLToPath(new URL(`../browser/${file}`, import.meta.url));
  const options = { bundle: true, minify: true, write: false, format: "esm", target: "es2022" } as const;
  const { outputFiles } = await build({ ...options, entryPoints: [entry] });
  return outputFiles[0]?.text ?? "";
}
