import type { StandardSchemaV1 } from "@standard-schema/spec";

type Values<Name extends string> = Readonly<Record<Name, string>>;

/** What is wrong, by field; an empty list or text for nothing. */
export type FieldProblems<Name extends string> = { readonly [Key in Name]?: string | readonly string[] };

/** A schema for a form of text fields. What is sent in another form, or not at all, is empty text. */
export function textFields<const Name extends string>(
  names: readonly Name[],
  check: (values: Values<Name>) => FieldProblems<Name> | Promise<FieldProblems<Name>> = () => ({}),
): StandardSchemaV1<Values<Name>> {
  return {
    "~standard": {
      version: 1,
      vendor: "liveloom",
      validate: async (sent) => {
        const value = valuesIn(sent, names);
        const issues = issuesOf(await check(value));
        return issues.length > 0 ? { issues } : { value };
      },
    },
  };
}

function valuesIn<Name extends string>(sent: unknown, names: readonly Name[]): Values<Name> {
  const given = new Map<string, unknown>(Object.entries(Object(sent)));
  const entries = names.map((name) => [name, textOf(given.get(name))]);
  return Object.fromEntries(entries) as Values<Name>;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function issuesOf(problems: Readonly<Record<string, string | readonly string[] | undefined>>) {
  return Object.entries(problems).flatMap(([name, texts = []]) =>
    [texts]
      .flat()
      .filter(Boolean)
      .map((message) => ({ message, path: [name] })),
  );
}
