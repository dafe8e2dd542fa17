import { fanoutCases } from "../harness/fanout-cases.ts";

export const benchCases = [
  ...fanoutCases("fanout.1000", { page: "ticker", connections: 1_000 }),
  ...fanoutCases("fanout.10000", { page: "ticker", connections: 10_000 }),
];
