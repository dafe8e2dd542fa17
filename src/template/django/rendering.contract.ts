import { describe, expect, test } from "vitest";
import { toHtml } from "../to-html.ts";
import { DjangoTemplates } from "./django-templates.ts";
import { Scope } from "./scope.ts";
import { defaultSettings } from "./settings.ts";

/** A template, its context, and what Django 6 writes. */
export type DjangoCase = readonly [template: string, context: object, output: string];

const templates = new DjangoTemplates();
const nothing = { find: () => expect.unreachable(), partial: () => undefined };

/** HTML without the markers that the browser needs; Django escapes more characters than text between tags needs. */
export function withoutMarkers(html: string): string {
  const bare = html.replace(/<!--[[\]]-->/g, "").replace(/ lv(=e)?(?=[ >])/g, "");
  return bare.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&gt;", ">");
}

/** Renders every template in both ways: between tags, and as text for attributes and the like. */
export function rendersAsDjango(cases: readonly DjangoCase[]): void {
  const rows = cases.map(([template, context, output], index) => ({
    number: index + 1,
    template,
    context,
    output,
  }));
  describe.each(rows)("$number: $template", ({ template, context, output }) => {
    test("shows what Django shows", () => {
      expect(withoutMarkers(toHtml(templates.fromString(template).render(context)))).toBe(
        withoutMarkers(output),
      );
    });

    test("writes as text what Django writes", () => {
      const scope = new Scope(context, { settings: defaultSettings, loader: nothing });
      expect(templates.fromString(template).rendered.text(scope)).toBe(output);
    });
  });
}
