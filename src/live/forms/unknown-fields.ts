import type { StandardSchemaV1 } from "@standard-schema/spec";
import { didYouMean } from "../../template/did-you-mean.ts";

/** JSON Schema, as far as it says which fields there are. */
interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: unknown;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/** A field that the schema knows nothing of. */
export interface UnknownField {
  readonly name: string;
  /** "Did you mean ...? ", or nothing. */
  readonly hint: string;
}

const known = new WeakMap<StandardSchemaV1, JsonSchema | undefined>();

/**
 * Which of these fields a form's schema has no place for, so that what is typed there is lost. Nothing when the schema
 * does not tell what it takes (https://standardschema.dev/json-schema).
 */
export function unknownFields(schema: StandardSchemaV1, names: Iterable<string>): UnknownField[] {
  if (!known.has(schema)) known.set(schema, describe(schema));
  const root = known.get(schema);
  if (!root) return [];
  return [...names].flatMap((name) => {
    const tried = new Set<string>();
    const find = (steps: readonly string[]) => takes(root, { schema: root, steps, tried });
    return find(stepsOf(name)) ? [] : [{ name, hint: didYouMean(lastOf(name), tried) }];
  });
}

function describe(schema: StandardSchemaV1): JsonSchema | undefined {
  const { jsonSchema } = schema["~standard"] as { jsonSchema?: { input(options: object): unknown } };
  // What Zod cannot describe it then describes as anything.
  const options = { target: "draft-2020-12", libraryOptions: { unrepresentable: "any" } };
  try {
    return jsonSchema?.input(options) as JsonSchema | undefined;
  } catch {
    return undefined;
  }
}

/** "phones[3].number" is `number` in an item of `phones`; "tags[]" is `tags`. */
function stepsOf(name: string): string[] {
  return name
    .replace(/\[\]$/, "")
    .split(".")
    .flatMap((part) => {
      const [, list, row] = /^(.+)(\[\d+\])$/.exec(part) ?? [];
      return list && row ? [list, "[]"] : [part];
    });
}

function lastOf(name: string): string {
  return stepsOf(name).at(-1) ?? "";
}

interface Search {
  readonly schema: JsonSchema;
  readonly steps: readonly string[];
  /** Gets the names that there are where the field would be. */
  readonly tried: Set<string>;
}

function takes(root: JsonSchema, { schema, steps, tried }: Search): boolean {
  const [step, ...rest] = steps;
  const inside = (next: JsonSchema, left: readonly string[]) =>
    takes(root, { schema: next, steps: left, tried });
  if (step === undefined) return true;
  if (schema.$ref) return inside(resolve(root, schema.$ref), steps);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return choices.some((choice) => inside(choice, steps));
  if (step === "[]") return schema.type === undefined || (schema.items ? inside(schema.items, rest) : false);
  const { properties, additionalProperties, type } = schema;
  const next = properties && Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (next) return inside(next, rest);
  if (rest.length === 0) for (const name of Object.keys(properties ?? {})) tried.add(name);
  return type === undefined || Boolean(additionalProperties);
}

/** "#" or "#/$defs/name"; anything else may be anything. */
function resolve(root: JsonSchema, reference: string): JsonSchema {
  if (reference === "#") return root;
  return root.$defs?.[reference.replace("#/$defs/", "")] ?? {};
}
