import { joinCases } from "../harness/join-cases.ts";

export const benchCases = [...joinCases("join.counter", "counter"), ...joinCases("join.table1000", "table")];
