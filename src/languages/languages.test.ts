import { describe, expect, test } from "vitest";
import { inLanguage } from "./current-language.ts";
import { createLanguages } from "./languages.ts";
import { pageLanguage } from "./page-languages.ts";

const { t, ...languages } = (() => {
  const made = createLanguages({
    default: "en",
    messages: {
      en: {
        hello: "Hello {name}!",
        rows: "{count, plural, =0 {no rows} one {# row} other {# rows}}",
        only: "English only",
        tag: "a <b>{x}</b>",
      },
      pl: { rows: "{count, plural, one {# wiersz} few {# wiersze} many {# wierszy} other {# wiersza}}" },
      ar: { hello: "مرحبا {name}" },
    },
  });
  return { t: made.t.bind(made), made };
})();
const { made } = languages;

describe("a message", () => {
  test.each([
    ["en", 0, "no rows"],
    ["en", 1, "1 row"],
    ["en", 1234, "1,234 rows"],
    ["pl", 1, "1 wiersz"],
    ["pl", 3, "3 wiersze"],
    ["pl", 5, "5 wierszy"],
    ["ar", 2, "2 rows"],
  ])("is said in %s for %i", (language, count, expected) => {
    expect(inLanguage(language, () => t("rows", { count }))).toBe(expected);
  });

  test("is text, whatever is in it", () => {
    expect(t("tag", { x: "<i>" })).toBe("a <b><i></b>");
  });

  test("is said in the default language outside of a page, and when it is not translated", () => {
    expect(t("hello", { name: "Ada" })).toBe("Hello Ada!");
    expect(made.in("pl", () => t("only"))).toBe("English only");
  });

  test("that is nowhere, or not well formed, is an error that names it", () => {
    expect(() => t("nothing" as never)).toThrow('LV-LANGUAGE-MESSAGE: The message "nothing"');
    expect(() => createLanguages({ default: "en", messages: { en: { broken: "{a" } } })).toThrow(
      'LV-LANGUAGE-MESSAGE: The message "broken"',
    );
  });
});

test("numbers and dates are written as in the language, which has a direction", () => {
  const written = (language: string) =>
    made.in(language, () => [
      made.number(1234.5),
      made.date(new Date(2026, 0, 31)),
      made.direction,
      made.current,
    ]);
  expect(written("en")).toEqual(["1,234.5", "Jan 31, 2026", "ltr", "en"]);
  expect(written("pl")).toEqual(["1234,5", "31 sty 2026", "ltr", "pl"]);
  expect(written("ar")[2]).toBe("rtl");
});

test("an unknown language is an error where the app names it", () => {
  expect(() => made.in("xx", () => "")).toThrow("LV-LANGUAGE-UNKNOWN");
  expect(() => createLanguages({ default: "xx" as "en", messages: { en: {} } })).toThrow(
    "LV-LANGUAGE-UNKNOWN",
  );
});

test("what runs at the same time does not change each other's language", async () => {
  const say = async (language: string, pause: number) => {
    await new Promise((resolve) => setTimeout(resolve, pause));
    return `${language}: ${t("rows", { count: 5 })}`;
  };
  const said = await Promise.all([made.in("pl", () => say("pl", 5)), made.in("en", () => say("en", 1))]);
  expect(said).toEqual(["pl: 5 wierszy", "en: 5 rows"]);
});

test.each([
  ["the address", { path: "/de/x/", preferred: "pl", cookie: "pl", asked: "pl" }, "de"],
  ["the user", { path: "/x/", preferred: "pl", cookie: "de", asked: "de" }, "pl"],
  ["the cookie", { path: "/", cookie: "de", asked: "en" }, "de"],
  ["the browser", { path: "/", cookie: "../../etc/passwd", asked: "pl" }, "pl"],
  ["nobody", { path: "/xx/", preferred: "__proto__", cookie: "", asked: "fr" }, "en"],
])("%s decides about a page's language", (_who, signs, expected) => {
  expect(pageLanguage(["en", "de", "pl"], signs)).toBe(expected);
});
