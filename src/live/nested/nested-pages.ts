import { LiveloomError } from "../../errors.ts";
import type { ViewComponents } from "../components/view-components.ts";
import type { MountedView } from "../mounted-view.ts";

const none: readonly MountedView[] = [];

/** The views that are open right inside another. */
export function openPagesIn(components: ViewComponents | undefined): readonly MountedView[] {
  return components?.nested.size ? [...components.nested].flatMap(({ page = [] }) => page) : none;
}

/** The view of that identity, once it is mounted. @throws LV-COMPONENT-GONE */
export async function pageInside(
  components: ViewComponents | undefined,
  identity: number,
): Promise<MountedView> {
  const place = [...(components?.nested ?? [])].find((view) => view.identity === identity);
  const page = await place?.ready;
  if (!page) throw new LiveloomError("LV-COMPONENT-GONE");
  return page;
}
