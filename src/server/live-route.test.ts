import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { LiveView } from "../live/live-view.ts";
import { html } from "../template/html.ts";
import { live, type PatternNames } from "./live-route.ts";

const params = z.object({ teamId: z.coerce.number(), tab: z.string().optional() });

class Team extends LiveView<typeof params> {
  static params = params;
  render() {
    return html`${this.params.teamId}`;
  }
}

class Home extends LiveView {
  render() {
    return html``;
  }
}

test("a live route has its pattern and its view", () => {
  expect(live("/teams/:teamId/", Team)).toEqual({ kind: "live", pattern: "/teams/:teamId/", View: Team });
  expect(live("/", Home)).toEqual({ kind: "live", pattern: "/", View: Home });
});

test("a path may leave out what the schema does not need", () => {
  expect(live("/teams/:teamId/:tab/", Team).pattern).toBe("/teams/:teamId/:tab/");
});

test("a path without a part that the schema needs does not compile", () => {
  // @ts-expect-error teamId is missing
  expect(live("/teams/:id/", Team).pattern).toBe("/teams/:id/");
});

test("a view that has a schema and does not say so in its type does not compile", () => {
  class Untyped extends LiveView {
    static params = params;
    render() {
      return html``;
    }
  }
  // @ts-expect-error it would have to extend LiveView<typeof params>
  expect(live("/teams/:teamId/", Untyped).View).toBe(Untyped);
});

test("the names in a pattern are known to the compiler", () => {
  expectTypeOf<PatternNames<"/teams/:teamId/:tab/">>().toEqualTypeOf<"teamId" | "tab">();
  expectTypeOf<PatternNames<"/teams/:teamId">>().toEqualTypeOf<"teamId">();
  expectTypeOf<PatternNames<"/">>().toEqualTypeOf<never>();
});
