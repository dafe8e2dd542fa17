import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { budgets } from "../harness/budgets.ts";
import type { Case } from "../harness/case.ts";

const name = "client.brotli";
const file = new URL("../../dist/client/liveloom.js", import.meta.url);

/** The built browser client, as a careful web server would send it. */
const clientSize: Case = {
  name,
  unit: "bytes",
  baselineName: "budget",
  async measure() {
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    const value = brotliCompressSync(readFileSync(file), { params }).length;
    return { value, baseline: budgets[name] ?? Number.NaN, noise: 0 };
  },
};

export const benchCases = [clientSize];
