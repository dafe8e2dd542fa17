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

/** All texts, one below the other. */
const textsIn = (texts: object): [name: string, text: string][] =>
  Object.entries(texts).flatMap(([name, text]) =>
    typeof text === "object" ? textsIn(text) : [[name, String(text)]],
  );

/** Words that are the same in German. */
const common = ["superuser", "superusers", "name"];

test("no text was left in English", () => {
  const [there, here] = [textsIn(english), textsIn(german)];
  const same = there.filter(([name, text], at) => text === here[at]?.[1] && !common.includes(name));
  expect(here.map(([name]) => name)).toEqual(there.map(([name]) => name));
  expect(same).toEqual([]);
});
