import { expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { LiveView } from "../live/live-view.ts";
import { html } from "../template/html.ts";
import { live, type PatternNames, type RouteProblem } from "./live-route.ts";

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
  expectTypeOf<
    RouteProblem<typeof Team, "/teams/:id/">
  >().toEqualTypeOf<"The path has no :teamId, which `static params` needs">();
});

test.each(["/teams/:id/", "/files/*path", "/teams{/:id}/"])(
  "a path with a part that the view does not read is refused: %s",
  (path) => {
    expect(() => live(path, Home)).toThrow("LV-ROUTE-PARAMS");
  },
);

test("such a path does not compile, and the compiler says what to do", () => {
  // @ts-expect-error Home reads no parameters
  expect(() => live("/teams/:id/", Home)).toThrow('The path "/teams/:id/" has parameters (id), and Home');
  expectTypeOf<
    RouteProblem<typeof Home, "/teams/:id/">
  >().toEqualTypeOf<"The path has :id, which the view does not read: write `static params = z.object({ ... });` in it, and `extends LiveView<typeof params>`">();
});

test("a view that has a schema and does not say so in its type does not compile, nor the other way around", () => {
  class Untyped extends LiveView {
    static params = params;
    render() {
      return html``;
    }
  }
  class Forgetful extends LiveView<typeof params, typeof params> {
    render() {
      return html``;
    }
  }
  class ForgetfulQuery extends Forgetful {
    static params = params;
  }
  // @ts-expect-error it would have to extend LiveView<typeof params>
  expect(live("/teams/:teamId/", Untyped).View).toBe(Untyped);
  expectTypeOf<
    RouteProblem<typeof Untyped, "/teams/:teamId/">
  >().toEqualTypeOf<"The class has `static params`, its type does not say so: write `extends LiveView<typeof params>`">();
  expectTypeOf<
    RouteProblem<typeof Forgetful, "/teams/:teamId/">
  >().toEqualTypeOf<"The view's type has params, the class has not: write `static params = params;` in it">();
  expectTypeOf<
    RouteProblem<typeof ForgetfulQuery, "/teams/:teamId/">
  >().toEqualTypeOf<"The view's type has query, the class has not: write `static query = query;` in it">();
  expectTypeOf<RouteProblem<typeof Team, "/teams/:teamId/">>().toEqualTypeOf<unknown>();
});

test("the names in a pattern are known to the compiler", () => {
  expectTypeOf<PatternNames<"/teams/:teamId/:tab/">>().toEqualTypeOf<"teamId" | "tab">();
  expectTypeOf<PatternNames<"/teams/:teamId">>().toEqualTypeOf<"teamId">();
  expectTypeOf<PatternNames<"/">>().toEqualTypeOf<never>();
});
