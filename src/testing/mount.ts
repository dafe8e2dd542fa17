import type { StandardSchemaV1 } from "@standard-schema/spec";
import { compile } from "path-to-regexp";
import { LiveloomError } from "../errors.ts";
import type { LiveViewClass } from "../live/live-view.ts";
import { type LiveRoute, live } from "../server/live-route.ts";
import { TestApp, type TestAppOptions } from "./test-app.ts";
import type { TestPage } from "./test-page.ts";
import type { TestUser } from "./test-user.ts";

/** The path's parameters as they stand in an address. */
type PathParams<View> = View extends { readonly params: infer Schema extends StandardSchemaV1 }
  ? { readonly params: { readonly [Name in keyof StandardSchemaV1.InferInput<Schema>]: string | number } }
  : { readonly params?: Readonly<Record<string, string | number>> };

interface CommonOptions {
  /** Who is logged in: a {@link TestUser}, or with accounts the name of one. Default: nobody. */
  readonly user?: TestUser | string | undefined;
  readonly query?: Readonly<Record<string, string>>;
  /**
   * The app of another page, `page.app`, or what `createApp` would get. Default: one with this view only, at the path
   * `/<name of the class>/<parameters>/`.
   */
  readonly app?: TestApp | Partial<TestAppOptions>;
}

export type MountOptions<View> = CommonOptions & PathParams<View>;

/** Options may be left out when the view needs none. */
type Given<View> = View extends { readonly params: StandardSchemaV1 }
  ? [options: MountOptions<View>]
  : [options?: MountOptions<View>];

/**
 * Opens a view in a simulated browser.
 * @throws Refused when the view may not be seen or fails, LV-TEST-ROUTE, LV-TEST-DOM
 * @example
 * const page = await mount(TeamPage, { params: { teamId: 1 }, user: testUser({ username: "anna" }) });
 * await page.click("Remove");
 */
export async function mount<View extends LiveViewClass>(
  View: View,
  ...given: Given<View>
): Promise<TestPage> {
  const { params = {}, query, user, app = {} } = (given[0] ?? {}) as MountOptions<LiveViewClass>;
  const testApp = app instanceof TestApp ? app : new TestApp(withRoute(View, params, app));
  const path = compile(patternOf(View, testApp))(textsOf(params));
  const search = query ? `?${new URLSearchParams(query)}` : "";
  return await testApp.visit(path + search, { as: user });
}

function withRoute(
  View: LiveViewClass,
  params: object,
  { routes = [], ...options }: Partial<TestAppOptions>,
): TestAppOptions {
  const hasRoute = routes.some((route) => route.kind === "live" && route.View === View);
  const names = Object.keys(params).map((name) => `:${name}/`);
  const pattern = `/${View.name || "view"}/${names.join("")}`;
  const route: LiveRoute = live(pattern, View as never);
  return { ...options, routes: hasRoute ? routes : [route, ...routes] };
}

function patternOf(View: LiveViewClass, { options: { routes } }: TestApp): string {
  const route = routes.find((each) => each.kind === "live" && each.View === View);
  if (route) return route.pattern;
  const known = routes.map(({ pattern }) => pattern).join(", ");
  throw new LiveloomError("LV-TEST-ROUTE", { view: View.name, known });
}

function textsOf(params: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}
