/** Builds what is published: dist/ with JavaScript, types, and the browser client. */
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundleClient, bundleTestClient } from "./bundle-client.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
rmSync("dist", { recursive: true, force: true });
compile("tsconfig.build.json");
const { size, all, handlers, development } = await bundleClient("dist/client");
await bundleTestClient("dist/testing/browser-client.js");
compile("src/client/hooks/tsconfig.json");
console.log(
  `The browser client has ${size} bytes (brotli), ${all} with the parts that are loaded when needed; in development ${development} more. ` +
    `On pages that only call handlers it has ${handlers}.`,
);
writeFileSync("dist/.stamp", "");

function compile(project) {
  const tsc = ["node_modules/typescript/lib/tsc.js", "-p", project];
  const { status } = spawnSync(process.execPath, tsc, { stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
