import { LiveloomError } from "../errors.ts";
import { LiveView } from "../live/live-view.ts";
import type { Templates } from "../live/view-context.ts";
import type { Route } from "./router.ts";

/** Refuses views that are rendered by template files when there are none. @throws LV-CONFIG-TEMPLATES */
export function requireTemplates(routes: readonly Route[], templates: Templates | undefined): void {
  if (templates) return;
  for (const route of routes) {
    if (route.kind !== "live") continue;
    const { name: view, template, prototype } = route.View;
    if (template !== undefined && prototype.render === LiveView.prototype.render)
      throw new LiveloomError("LV-CONFIG-TEMPLATES", { view, template });
  }
}
