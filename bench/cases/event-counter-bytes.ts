import { eventBytes } from "../harness/event-bytes.ts";

export const benchCase = eventBytes("event.counter.bytes", { page: "counter", event: "increment" });
