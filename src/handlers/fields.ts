import { LiveloomError } from "../errors.ts";
import { postFields } from "../shared/markup.ts";
import { type Fields, limits } from "../shared/wire.ts";

/** Every call's data and form have limits together. @throws LV-CALL-FIELDS */
export function checkFields(data: Fields, form: Fields): void {
  if (count(data) + count(form) > limits.callFields) throw tooMany();
}

function count(fields: Fields): number {
  let sum = 0;
  for (const name in fields) {
    if (name.length > limits.callFieldName) throw tooMany();
    const value = fields[name];
    sum += typeof value === "object" ? value.length : 1;
  }
  return sum;
}

/** The form without the fields that only browsers without script need. */
export function ownFields(form: Fields): Fields {
  if (!(postFields.call in form)) return form;
  const { [postFields.call]: _call, [postFields.token]: _token, ...own } = form;
  return own;
}

function tooMany(): LiveloomError {
  return new LiveloomError("LV-CALL-FIELDS", { limit: limits.callFields, name: limits.callFieldName });
}
