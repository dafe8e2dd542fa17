import { expect, test } from "vitest";
import { textFields } from "./text-fields.ts";

const fields = textFields(["name", "email"], ({ name, email }) => ({
  name: name === "" ? "Your name?" : "",
  email: email === "bad" ? ["Too short", "No @"] : [],
}));

const check = async (sent: unknown) => await fields["~standard"].validate(sent);

test("texts are taken, and nothing else", async () => {
  expect(await check({ name: "Ada", email: "a@b", admin: "1" })).toEqual({
    value: { name: "Ada", email: "a@b" },
  });
});

test.each([{ $gt: "" }, ["Ada"], 7, null, true])("%j counts as empty", async (value) => {
  expect(await check({ name: "Ada", email: value })).toEqual({ value: { name: "Ada", email: "" } });
});

test.each([undefined, null, "Ada", 7, []])("%j has no fields", async (sent) => {
  expect(await check(sent)).toEqual({ issues: [{ message: "Your name?", path: ["name"] }] });
});

test("everything that is wrong is said, with its field", async () => {
  expect(await check({ email: "bad" })).toEqual({
    issues: [
      { message: "Your name?", path: ["name"] },
      { message: "Too short", path: ["email"] },
      { message: "No @", path: ["email"] },
    ],
  });
});

test("fields named like what every object has are fields like others", async () => {
  const odd = textFields(["constructor", "__proto__"]);
  expect(await odd["~standard"].validate(JSON.parse('{"__proto__":"a"}'))).toEqual({
    value: Object.fromEntries([
      ["constructor", ""],
      ["__proto__", "a"],
    ]),
  });
});
