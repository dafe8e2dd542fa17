import { eventCpu } from "../harness/event-cpu.ts";

export const benchCase = eventCpu("event.row1of1000", { page: "table", event: "change" });
