import fc from "fast-check";
import { expect, test } from "vitest";
import { preferredLocale } from "./accept-language.ts";

test.each([
  ["", "en"],
  ["de", "de"],
  ["de-ch", "de-CH"],
  ["fr;q=0.2, de-AT;q=0.9, *;q=0.1", "de-AT"],
  ["en;q=0, it", "it"],
  ["<script>, nl", "nl"],
  ["de;q=x, nl;q=0.1", "nl"],
  [`${"x".repeat(2_000)}, nl`, "en"],
])("of %j any language: %s", (header, locale) => {
  expect(preferredLocale(header)).toBe(locale);
});

test.each([
  ["fr, de-CH;q=0.8", "de"],
  ["fr", "en"],
  ["pt", "pt-BR"],
  ["PT-br", "pt-BR"],
  ["zh-Hant-TW", "zh-Hant"],
  ["", "en"],
])("of %j one that the app speaks: %s", (header, locale) => {
  expect(preferredLocale(header, ["en", "de", "pt-BR", "zh-Hant"])).toBe(locale);
});

test("is a language for any header", () => {
  fc.assert(
    fc.property(fc.string(), (header) => Intl.getCanonicalLocales(preferredLocale(header)).length === 1),
  );
});
