import { expect, test } from "vitest";
import { LiveView } from "../live/live-view.ts";
import { html } from "../template/html.ts";
import { get } from "./http-route.ts";
import { live } from "./live-route.ts";
import { Router } from "./router.ts";
import { under } from "./under.ts";

class Page extends LiveView {
  render() {
    return html``;
  }
}

const routes = [live("/", Page), get("/feed/:year/", () => new Response())];

test("the same routes stand below the prefix", () => {
  expect(under("/blog", routes)).toEqual(
    routes.map((route) => ({ ...route, pattern: `/blog${route.pattern}` })),
  );
});

test("a prefix may have parameters of its own", () => {
  const router = new Router(under("/teams/:team", routes));
  expect(router.find("GET", "/teams/atlas/feed/2026/")?.params).toEqual({ team: "atlas", year: "2026" });
});

test("prefixes can be nested", () => {
  expect(under("/a", under("/b", routes)).map(({ pattern }) => pattern)).toEqual([
    "/a/b/",
    "/a/b/feed/:year/",
  ]);
});
