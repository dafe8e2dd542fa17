import type { StandardSchemaV1 } from "@standard-schema/spec";
import { messageOf } from "../../errors.ts";
import { csrfFieldName } from "../../http/csrf.ts";
import { formLimits } from "./field-name.ts";
import type { Fields } from "./form-state.ts";

/** A form as a browser sends it while somebody fills it in. */
export interface SentForm {
  readonly fields: Fields;
  /** The name of the field that was changed and left; true for all that were changed, from a browser without script. */
  readonly left: string | true | undefined;
  /** Whether the view was mounted anew, and these are the values its last one had. */
  readonly isRecovery: boolean;
}

/** The fields alone, as `live-submit` sends them: a text or a list of texts by each name. */
export const sentFields = schemaOf(readFields);

/** `{ fields, left, recover }` */
export const sentForm = schemaOf(readForm);

function readForm(sent: unknown): SentForm {
  const { fields, left, recover } = requireRecord(sent);
  if (left !== undefined && left !== true && typeof left !== "string")
    throw new Error("left: expected a name");
  return { fields: readFields(fields), left, isRecovery: recover === true };
}

function readFields(sent: unknown): Fields {
  const fields = new Map<string, readonly string[]>();
  let count = 0;
  for (const [name, value] of Object.entries(requireRecord(sent))) {
    const values = Array.isArray(value) ? value : [value];
    count += Math.max(values.length, 1);
    if (count > formLimits.values) throw new Error(`a form has at most ${formLimits.values} values`);
    if (!values.every((each) => typeof each === "string")) throw new Error("a field's value is text");
    // The token is for requests; here it is nobody's business.
    if (name !== csrfFieldName) fields.set(name, values);
  }
  return fields;
}

function requireRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Error("expected fields by their names");
}

function schemaOf<Output>(read: (sent: unknown) => Output): StandardSchemaV1<unknown, Output> {
  const validate = (sent: unknown): StandardSchemaV1.Result<Output> => {
    try {
      return { value: read(sent) };
    } catch (error) {
      return { issues: [{ message: messageOf(error) }] };
    }
  };
  return { "~standard": { version: 1, vendor: "liveloom", validate } };
}
