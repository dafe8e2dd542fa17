import type { LiveEvent, LiveView } from "liveloom";

/** A view without a request around it, to be rendered on its own. */
export function standalone<Page extends LiveView>(View: new () => Page): Page {
  const page = new View();
  for (const [name, field] of Object.entries(page)) if (isEvent(field)) field.name = name;
  return page;
}

function isEvent(field: unknown): field is LiveEvent {
  return typeof field === "object" && field !== null && "body" in field;
}
