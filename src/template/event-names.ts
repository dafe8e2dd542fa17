import { LiveloomError } from "../errors.ts";
import { didYouMean } from "./did-you-mean.ts";

/** The events of the view that is being rendered. */
let declared: ReadonlyMap<string, unknown> | undefined;

/** Renders for a view with these events; names of others are refused meanwhile. */
export function withEvents<Result>(
  events: ReadonlyMap<string, unknown> | undefined,
  render: () => Result,
): Result {
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
  throw new LiveloomError("LV-TEMPLATE-EVENT", {
    event: name,
    attribute,
    hint: didYouMean(name, declared.keys()),
    declared: [...declared.keys()].join(", ") || "none",
  });
}
