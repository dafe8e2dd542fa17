import { eventCpu } from "../harness/event-cpu.ts";

export const benchCase = eventCpu("event.counter", { page: "counter", event: "increment" });
