import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { budgets } from "../harness/budgets.ts";
import type { Case } from "../harness/case.ts";

const folder = new URL("../../dist/client/", import.meta.url);

/** What every page loads of the built browser client, as a careful web server would send it. */
const first = sizeCase("client.brotli", () => ["liveloom.js"]);

/** What pages load that only call handlers. */
const handlers = sizeCase("client.handlers.brotli", () => ["liveloom-handlers.js"]);

/** What every page loads, with all parts that pages load when they need them. */
const all = sizeCase("client.all.brotli", () =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /^(liveloom|parts-.*)\.js$/.test(name),
  ),
);

function sizeCase(name: string, filesOf: () => readonly string[]): Case {
  return {
    name,
    unit: "bytes",
    baselineName: "budget",
    async measure() {
      const value = filesOf().reduce((sum, file) => sum + brotliSize(new URL(file, folder)), 0);
      return { value, baseline: budgets[name] ?? Number.NaN, noise: 0 };
    },
  };
}

function brotliSize(file: URL): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return brotliCompressSync(readFileSync(file), { params }).length;
}

export const benchCases = [first, handlers, all];
