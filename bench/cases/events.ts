import { pageEvent } from "../harness/page-event.ts";

export const benchCases = [
  ...pageEvent("event.counter", { page: "counter", event: "increment" }),
  ...pageEvent("event.counterOnTable1000", { page: "counter-on-table", event: "increment" }),
  ...pageEvent("event.row1of1000", { page: "table", event: "change" }),
  ...pageEvent("event.row1of1000memo", { page: "table-memo", event: "change" }),
  ...pageEvent("event.streamPrepend", { page: "table-stream", event: "prepend" }),
  ...pageEvent("event.append1000", { page: "table", event: "append", eventsPerPage: 100 }),
  ...pageEvent("event.swap1000", { page: "table", event: "swap" }),
  ...pageEvent("event.every10th1000", { page: "table", event: "changeEvery10th" }),
];
