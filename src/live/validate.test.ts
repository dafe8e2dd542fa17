import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { InvalidParams } from "../errors.ts";
import { validate } from "./validate.ts";

const schema = z.object({ id: z.coerce.number(), name: z.string().default("nobody") });

/** A schema that finds these issues in everything. */
function failing(issues: readonly StandardSchemaV1.Issue[]): StandardSchemaV1 {
  return { "~standard": { version: 1, vendor: "test", validate: () => ({ issues }) } };
}

/** What validating anything against the schema throws. */
function thrownBy(schema: StandardSchemaV1): unknown {
  try {
    return validate(schema, {});
  } catch (error) {
    return error;
  }
}

describe("validate", () => {
  test("gives the value back as the schema makes it, without what the schema does not know", () => {
    expect(validate(schema, { id: "1", more: true })).toEqual({ id: 1, name: "nobody" });
  });

  test("waits for a schema that takes its time", async () => {
    const slow = z.string().refine(async (text) => text === "yes", "say yes");
    expect(await validate(slow, "yes")).toBe("yes");
    await expect(validate(slow, "no")).rejects.toEqual(new InvalidParams(["say yes"]));
  });

  test.each<[string, StandardSchemaV1.Issue, string]>([
    ["without a place", { message: "is wrong" }, "is wrong"],
    ["with a place", { message: "is wrong", path: ["user", 0, "name"] }, "user.0.name: is wrong"],
    ["with a place in segments", { message: "is wrong", path: [{ key: "id" }] }, "id: is wrong"],
    ["with a symbol in its place", { message: "is wrong", path: [Symbol("s")] }, "Symbol(s): is wrong"],
  ])("describes an issue %s", (_, issue, description) => {
    expect(thrownBy(failing([issue]))).toEqual(new InvalidParams([description]));
  });

  test("names at most ten issues", () => {
    const issues = Array.from({ length: 50 }, (_, index) => ({ message: `issue ${index}` }));
    expect(thrownBy(failing(issues))).toMatchObject({
      issues: issues.slice(0, 10).map(({ message }) => message),
    });
  });
});
