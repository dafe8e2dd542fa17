import { LiveloomError } from "../errors.ts";
import { type Fields, limits, postFields } from "../shared/wire.ts";

/** Every call's data and form have limits together. @throws LV-CALL-FIELDS */
export function checkFields(...all: readonly Fields[]): void {
  let count = 0;
  for (const fields of all)
    for (const [name, value] of Object.entries(fields)) {
      count += typeof value === "string" ? 1 : value.length;
      if (count > limits.callFields || name.length > limits.callFieldName) throw tooMany();
    }
}

/** The form without the fields that only browsers without script need. */
export function ownFields(form: Fields): Fields {
  const { [postFields.call]: call, [postFields.token]: token, ...own } = form;
  return call === undefined && token === undefined ? form : own;
}

function tooMany(): LiveloomError {
  return new LiveloomError("LV-CALL-FIELDS", { limit: limits.callFields, name: limits.callFieldName });
}
