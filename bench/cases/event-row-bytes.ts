import { eventBytes } from "../harness/event-bytes.ts";

export const benchCase = eventBytes("event.row1of1000.bytes", { page: "table", event: "change" });
