import { formPart, isFormPart } from "../../form-part.ts";
import { type Filter, onValue } from "../filter.ts";
import { textOf } from "../python-text.ts";

const part = (kind: "field" | "choices" | "rows"): Filter =>
  onValue((form, path) => (isFormPart(form) ? form[formPart](kind, textOf(path)) : undefined), {
    argument: "required",
  });

/** What a template asks a `form()` for: `{% with email=profile|field:"email" %}`. */
export const formFilters: ReadonlyMap<string, Filter> = new Map([
  ["field", part("field")],
  ["choices", part("choices")],
  ["rows", part("rows")],
]);
