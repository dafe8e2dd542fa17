import type { NewEvent } from "./pending-events.ts";

type Part = typeof import("../parts/forms.ts");

/** What pages with forms need besides this. */
let part: Part | undefined;

/** Forms that somebody has used. */
const used = new WeakSet<Element>();

/** Does something with the part for forms, which is loaded when it is first needed. */
export async function withForms(use: (part: Part) => void): Promise<void> {
  // When that fails, it is tried again the next time.
  part ??= await import("../parts/forms.ts").catch(() => undefined);
  if (part) use(part);
}

/** The part is there for the page's forms, if it has any and the part can be had. */
export async function readyForms(): Promise<void> {
  if (document.forms[0]) await withForms(() => undefined);
}

/** Loads what a page with forms needs, and notes which of them somebody uses. */
export function watchForms(): void {
  readyForms();
  document.addEventListener("input", ({ target }) => {
    const { form } = target as HTMLInputElement;
    if (form) used.add(form);
  });
}

/** What forms in the page have to tell a view that was mounted anew, so that nothing typed is lost. */
export function recoveries(root: Element): NewEvent[] {
  return part?.recoveries(root, used) ?? [];
}

/** Whether somebody is typing: other fields are changed and left at once. */
export function isText({ target }: Pick<Event, "target">): boolean {
  return !/^(checkbox|radio|file|select|submit|button)/.test((target as HTMLInputElement).type);
}
