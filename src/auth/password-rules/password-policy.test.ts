import { describe, expect, test } from "vitest";
import { english } from "../texts/english.ts";
import { defaultPasswordRules, passwordProblems } from "./password-policy.ts";
import type { PasswordOwner, PasswordRule } from "./password-rule.ts";

const ada: PasswordOwner = {
  username: "ada.lovelace",
  firstName: "Augusta",
  lastName: "King-Noel Byron",
  email: "countess@analytical-engine.example",
};

const textsOf = async (rules: readonly PasswordRule[], password: string, owner = ada) =>
  (await passwordProblems(rules, password, owner)).map((problem) => problem(english));

describe("the rules that hold by default", () => {
  const rules = defaultPasswordRules("Spindle & Loom");

  test.each([
    ["correct horse battery"],
    ["zwölf Wörter?"],
    ["tr0ub4dor&3-and-more"],
    ["一二三四五六七八九十甲乙"],
    [" twelve with spaces "],
    ["augustinians keep bees in the hills"],
    ["x".repeat(1_024)],
  ])("accept %j", async (password) => {
    expect(await textsOf(rules, password)).toEqual([]);
  });

  test.each([
    ["", [english.passwordTooShort(12)]],
    ["elevenchars", [english.passwordTooShort(12)]],
    ["😀".repeat(11), [english.passwordTooShort(12)]],
    ["ada.lovelace", [english.passwordLikeUsername]],
    ["Lovelace.Ada", [english.passwordLikeUsername]],
    ["ADA.LOVELACE1", [english.passwordLikeUsername]],
    ["augustaa", [english.passwordLikeName, english.passwordTooShort(12)]],
    ["king-noel-byron", [english.passwordLikeName]],
    ["analytical-engine", [english.passwordLikeEmail]],
    ["Spindle+Loom!", [english.passwordLikeSite]],
    ["Password1234", [english.passwordTooCommon]],
    ["  qwertyuiop12 ", [english.passwordTooCommon]],
    ["123456", [english.passwordTooShort(12), english.passwordTooCommon, english.passwordOnlyDigits]],
    ["849302758103", [english.passwordOnlyDigits]],
    ["٣٤٥٦٧٨٩٠١٢٣٤", [english.passwordOnlyDigits]],
    ["x".repeat(1_025), [english.passwordTooLong(1_024)]],
    ["x".repeat(1_000_000), [english.passwordTooLong(1_024)]],
  ])("say what is wrong with %.20j", async (password, expected) => {
    expect(await textsOf(rules, password)).toEqual(expected);
  });

  test("ask nothing of somebody of whom nothing is known", async () => {
    expect(await textsOf(rules, "ada.lovelace", {})).toEqual([]);
  });

  test("take no name of one letter for all passwords that hold it", async () => {
    expect(await textsOf(rules, "a b c d e f g", { username: "a", firstName: "b" })).toEqual([]);
  });
});

test("all rules are asked, in their order", async () => {
  const rules: PasswordRule[] = [async () => () => "first", () => undefined, () => () => "third"];
  expect(await textsOf(rules, "anything")).toEqual(["first", "third"]);
});
