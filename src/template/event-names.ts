import { LiveloomError } from "../errors.ts";
import { attributes } from "../shared/wire.ts";
import { didYouMean } from "./did-you-mean.ts";
import { unplaced } from "./place-error.ts";

/** The events of the view that is being rendered. */
let declared: DeclaredEvents | undefined;

/** A view's events by name. */
export type DeclaredEvents = ReadonlyMap<string, { readonly isForm: boolean }>;

/** Renders for a view with these events; names of others are refused meanwhile. */
export function withEvents<Result>(events: DeclaredEvents | undefined, render: () => Result): Result {
  const before = declared;
  declared = events;
  try {
    return render();
  } finally {
    declared = before;
  }
}

/**
 * Checks the text of an attribute that takes an event. The name of a component's event, which has a colon in it, is
 * that component's affair.
 * @throws LV-TEMPLATE-EVENT
 */
export function checkEventName(text: string, attribute: string): void {
  const [name = ""] = text.split(" ");
  if (!declared || name === "" || /\W/.test(name) || declared.has(name)) return;
  const wantsForm = attribute === attributes.form;
  const known = [...declared].filter(([, { isForm }]) => isForm === wantsForm).map(([each]) => each);
  const kind = wantsForm ? "form" : "event";
  const hint = didYouMean(name, known) || `Declare it as a field of the class, \`${name} = ${kind}(...)\`. `;
  throw unplaced(
    (place) =>
      new LiveloomError("LV-TEMPLATE-EVENT", {
        event: name,
        kind,
        attribute,
        place,
        hint,
        declared: known.join(", ") || "none",
      }),
  );
}
