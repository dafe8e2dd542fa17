import { componentNumber } from "../../src/live/components/component-number.ts";
import { pageEvent } from "../harness/page-event.ts";

/** An event of one of the page's components, as the browser calls it. */
const visit = `${componentNumber(0, { Component: { name: "Counted" }, key: 617 }, () => false)}:visit`;

export const benchCases = [
  ...pageEvent("event.counter", { page: "counter", event: "increment" }),
  ...pageEvent("event.counterOnTable1000", { page: "counter-on-table", event: "increment" }),
  ...pageEvent("event.row1of1000", { page: "table", event: "change" }),
  ...pageEvent("event.row1of1000memo", { page: "table-memo", event: "change" }),
  ...pageEvent("event.component1of1000", { page: "components", event: visit }),
  ...pageEvent("event.parentOf1000", { page: "components", event: "touch" }),
  ...pageEvent("event.streamPrepend", { page: "table-stream", event: "prepend" }),
  ...pageEvent("event.append1000", { page: "table", event: "append", eventsPerPage: 100 }),
  ...pageEvent("event.swap1000", { page: "table", event: "swap" }),
  ...pageEvent("event.every10th1000", { page: "table", event: "changeEvery10th" }),
];
