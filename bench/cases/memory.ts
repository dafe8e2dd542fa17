import { memoryCases } from "../harness/memory-cases.ts";

export const benchCases = [
  ...memoryCases("mem.idle.counter", { page: "counter", connections: 10_000 }),
  ...memoryCases("mem.idle.handlers", { connections: 10_000 }),
  ...memoryCases("mem.idle.table1000", { page: "table", connections: 1_000 }),
];
