import type { StandardSchemaV1 } from "@standard-schema/spec";
import { InvalidParams } from "../errors.ts";

/** Most issues named in one refusal. */
const issueLimit = 10;

/** The value as the schema gives it back. @throws LV-PARAMS-INVALID with the schema's issues. */
export function validate<Schema extends StandardSchemaV1>(
  schema: Schema,
  value: unknown,
): StandardSchemaV1.InferOutput<Schema> | Promise<StandardSchemaV1.InferOutput<Schema>> {
  const result = schema["~standard"].validate(value);
  return result instanceof Promise ? result.then(outputOf) : outputOf(result);
}

function outputOf<Output>(result: StandardSchemaV1.Result<Output>): Output {
  if (!result.issues) return result.value;
  throw new InvalidParams(result.issues.slice(0, issueLimit).map(describe));
}

function describe({ message, path = [] }: StandardSchemaV1.Issue): string {
  const keys = path.map((segment) => String(typeof segment === "object" ? segment.key : segment));
  return keys.length > 0 ? `${keys.join(".")}: ${message}` : message;
}
