/** Implemented by what has fields that a template in a file can ask for; see the filters `field`, `choices` and `rows`. */
export const formPart = Symbol.for("liveloom.formPart");

export interface FormPart {
  [formPart](kind: "field" | "choices" | "rows", path: string): unknown;
}

export function isFormPart(value: unknown): value is FormPart {
  return typeof value === "object" && value !== null && formPart in value;
}
