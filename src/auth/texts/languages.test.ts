import { expect, test } from "vitest";
import { english } from "./english.ts";
import { german } from "./german.ts";
import { Languages } from "./languages.ts";

test.each([
  ["en", "Log in"],
  ["en-GB", "Log in"],
  ["de", "Anmelden"],
  ["de-CH", "Anmelden"],
  ["fr", "Log in"],
  ["constructor", "Log in"],
  ["", "Log in"],
])("%j has the texts of its language, or English ones", (locale, expected) => {
  expect(new Languages().of(locale).logIn).toBe(expected);
});

test("an app may bring languages, and other words", () => {
  const languages = new Languages({
    en: { ...english, logIn: "Step in" },
    fr: { ...english, locale: "fr", logIn: "Se connecter" },
  });
  expect(["en", "fr-CA", "de"].map((locale) => languages.of(locale).logIn)).toEqual([
    "Step in",
    "Se connecter",
    "Anmelden",
  ]);
});

test("no text was left in English", () => {
  const same = Object.entries(english).filter(
    ([key, text]) => String(text) === String(Object.entries(german).find(([name]) => name === key)?.[1]),
  );
  expect(same).toEqual([]);
});
