import type { LiveView } from "liveloom";
import { eventsOf } from "../../src/live/live-view.ts";

/** A view without a request around it, to be rendered in this process. */
export function standalone<Page extends LiveView>(View: new () => Page): Page {
  const page = new View();
  for (const [name, event] of eventsOf(page)) event.name = name;
  return page;
}
