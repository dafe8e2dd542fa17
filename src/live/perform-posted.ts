import { componentEvent } from "./event.ts";
import type { Handling } from "./handling.ts";
import { nestedEvent } from "./nested/nested-event.ts";
import { pageInside } from "./nested/nested-pages.ts";
import type { ViewInstance } from "./view-instance.ts";

/** The view of a page without script. */
interface PostedView {
  readonly instance: ViewInstance;
  readonly handling: Handling;
  /** Does something in its turn, when the view is awake. */
  take(work: () => unknown): Promise<void>;
}

/** Handles an event that was posted to a page, for its view or one inside. @throws what came of it */
export async function performPosted(view: PostedView, name: string, params: unknown): Promise<void> {
  const inside = nestedEvent(name);
  if (!inside) return await view.take(() => perform(view, name, params));
  await view.take(() => requireRendered(view));
  const page = await pageInside(view.instance.components, inside.identity);
  await page.perform(inside.name, params);
}

async function perform(view: PostedView, name: string, params: unknown): Promise<void> {
  const { handling } = view;
  if (componentEvent(name)) requireRendered(view);
  const attempt = handling.begin(handling.componentOf(name));
  try {
    await handling.run(attempt, name, params);
  } catch (error) {
    attempt.undo(error);
    throw error;
  } finally {
    handling.end();
  }
}

/** Components and views inside exist once they were rendered. */
function requireRendered({ instance: { rendering } }: PostedView): void {
  if (!rendering.isShown) rendering.start();
}
