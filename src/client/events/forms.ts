import type { NewEvent } from "./pending-events.ts";

type Part = typeof import("../parts/forms.ts");

/** What pages with forms need besides this. */
let part: Part | undefined;

/** Does something with the part for forms, which is loaded when it is first needed. */
export function withForms(use: (part: Part) => void): void {
  if (part) return use(part);
  // When that fails, it is tried again the next time.
  import("../parts/forms.ts").then(
    (loaded) => {
      part = loaded;
      use(loaded);
    },
    () => undefined,
  );
}

/** Loads what a page with forms will need, and notes which of them somebody uses. */
export function watchForms(): void {
  if (document.forms.length > 0) withForms(() => undefined);
  document.addEventListener("input", ({ target }) => withForms(({ noteUse }) => noteUse(target)));
}

/** What forms in the page have to tell a view that was mounted anew, so that nothing typed is lost. */
export function recoveries(root: Element): NewEvent[] {
  return part?.recoveries(root) ?? [];
}

/** Whether somebody is typing: other fields are changed and left at once. */
export function isText({ target }: Pick<Event, "target">): boolean {
  return !/^(checkbox|radio|file|select|submit|button)/.test((target as HTMLInputElement).type);
}
