import { describe, expect, test } from "vitest";
import { z } from "zod";
import { unknownFields } from "./unknown-fields.ts";

interface Tree {
  name: string;
  children: Tree[];
}
const tree: z.ZodType<Tree, Tree> = z.object({ name: z.string(), children: z.lazy(() => z.array(tree)) });

const schema = z
  .object({
    email: z.email(),
    born: z.coerce.date(),
    news: z.stringbool().default(false),
    age: z.preprocess((text) => text || undefined, z.coerce.number().optional()),
    address: z.object({ street: z.string(), city: z.string() }).optional(),
    phones: z.array(z.object({ number: z.string() })).max(3),
    tags: z.array(z.enum(["a", "b"])).default([]),
    answers: z.record(z.string(), z.string()),
    loose: z.looseObject({ a: z.string() }),
    anything: z.any(),
    plan: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("free") }),
      z.object({ kind: z.literal("pro"), seats: z.coerce.number() }),
    ]),
    tree,
  })
  .refine(() => true)
  .transform((values) => values);

describe("a form's schema", () => {
  test.each([
    "email",
    "born",
    "news",
    "age",
    "address.street",
    "phones[7].number",
    "tags[]",
    "answers.any",
    "loose.other",
    "anything.at.all",
    "anything[3].too",
    "plan.kind",
    "plan.seats",
    "tree.children[1].children[2].name",
  ])("knows %s", (name) => {
    expect(unknownFields(schema, [name])).toEqual([]);
  });

  test.each([
    ["emal", 'Did you mean "email"? '],
    ["address.sreet", 'Did you mean "street"? '],
    ["road", ""],
    ["phones[0].numer", 'Did you mean "number"? '],
    ["phones.number", ""],
    ["email.domain", ""],
    ["plan.seat", 'Did you mean "seats"? '],
    ["tree.children[0].nam", 'Did you mean "name"? '],
    ["constructor", ""],
    ["toString", ""],
  ])("has no place for %s", (name, hint) => {
    expect(unknownFields(schema, ["email", name])).toEqual([{ name, hint }]);
  });

  test("may be of any kind, and may not tell what it takes", () => {
    const silent = { "~standard": { version: 1, vendor: "x", validate: () => ({ value: 1 }) } } as const;
    expect(unknownFields(silent, ["anything"])).toEqual([]);
    expect(unknownFields(z.string(), ["anything"])).toHaveLength(1);
    const failing = {
      "~standard": { ...silent["~standard"], jsonSchema: { input: () => expect.fail("no") } },
    };
    expect(unknownFields(failing, ["anything"])).toEqual([]);
  });
});
