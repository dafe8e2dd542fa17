import { describe, expect, test } from "vitest";
import { z } from "zod";
import { LiveView } from "../live/live-view.ts";
import { html } from "../template/html.ts";
import { get, post } from "./http-route.ts";
import { live } from "./live-route.ts";
import { pathLimit, Router } from "./router.ts";

class Page extends LiveView {
  render() {
    return html``;
  }
}

const params = z.object({ teamId: z.string(), tab: z.string().optional() });

class TeamPage extends LiveView<typeof params> {
  static params = params;
  render() {
    return html``;
  }
}

class ScriptedPage extends Page {
  static withoutScript = false;
}

const answer = () => new Response();
const team = live("/teams/:teamId/", TeamPage);
const newTeam = get("/teams/new/", answer);
const form = get("/form/", answer);
const formPost = post("/form/", answer);
const feed = get("/feed.xml", answer);
const scripted = live("/scripted/", ScriptedPage);
const router = new Router([newTeam, team, form, formPost, feed, scripted]);

describe("find", () => {
  test.each([
    ["a live view", "GET", "/teams/7/", { route: team, params: { teamId: "7" } }],
    ["the first of two that fit", "GET", "/teams/new/", { route: newTeam, params: {} }],
    ["the route of the method", "POST", "/form/", { route: formPost, params: {} }],
    ["a live view for what is posted there", "POST", "/teams/7/", { route: team, params: { teamId: "7" } }],
    ["a GET route for HEAD", "HEAD", "/form/", { route: form, params: {} }],
    ["a parameter decoded", "GET", "/teams/caf%C3%A9%2F1/", { route: team, params: { teamId: "café/1" } }],
    [
      "a parameter with a harmless odd name",
      "GET",
      "/teams/__proto__/",
      { route: team, params: { teamId: "__proto__" } },
    ],
  ])("gives %s", (_, method, path, match) => {
    expect(router.find(method, path)).toEqual(match);
  });

  test.each([
    ["an unknown path", "/nowhere/"],
    ["a missing slash at the end", "/teams/7"],
    ["a slash too many", "/feed.xml/"],
    ["another case", "/FORM/"],
    ["an empty parameter", "/teams//"],
    ["a deeper path", "/teams/7/8/"],
    ["a dot that is another character", "/feedaxml"],
    ["broken percent-encoding", "/teams/%E0%A4%A/"],
    ["a path that is too long", `/teams/${"7".repeat(pathLimit)}/`],
  ])("gives nothing for %s", (_, path) => {
    expect(router.find("GET", path)).toBeUndefined();
  });

  test.each([
    ["POST", "/teams/new/"],
    ["POST", "/scripted/"],
    ["PUT", "/teams/7/"],
    ["PUT", "/form/"],
    ["DELETE", "/form/"],
    ["get", "/form/"],
  ])("refuses %s where the path exists for other methods only", (method, path) => {
    expect(() => router.find(method, path)).toThrow("LV-METHOD");
  });
});

describe("findLive", () => {
  test("gives the live view at a path", () => {
    expect(router.findLive("/teams/7/")).toEqual({ route: team, params: { teamId: "7" } });
  });

  test.each(["/form/", "/nowhere/", "/teams/new/"])("gives nothing for %s", (path) => {
    expect(router.findLive(path)).toBeUndefined();
  });
});

test("two routes with one method and pattern are refused", () => {
  expect(() => new Router([get("/a/", answer), live("/a/", Page)])).toThrow('Two routes answer GET "/a/"');
});

test("two methods may share a pattern", () => {
  expect(() => new Router([get("/a/", answer), post("/a/", answer)])).not.toThrow();
});

describe("change", () => {
  test("writes a path with another parameter, encoded", () => {
    expect(router.change("/teams/7/", { teamId: "café/1" })).toBe("/teams/caf%C3%A9%2F1/");
  });

  test("keeps the parameters that are not named", () => {
    expect(router.change("/teams/7/", {})).toBe("/teams/7/");
  });
});

test.each([
  ["without a slash at its start", "teams/", "does not begin with a slash"],
  ["of nothing", "", "does not begin with a slash"],
  ["with two slashes at its start", "//teams/", "begins with two slashes"],
  ["with a parameter without a name", "/teams/:/", "Missing parameter name"],
  ["with what means something in a pattern", "/teams/?page", "Unexpected ?"],
])("a path %s is refused", (_, pattern, reason) => {
  for (const route of [get(pattern, answer), { ...team, pattern }]) {
    expect(() => new Router([route])).toThrow("LV-ROUTE-PATH");
    expect(() => new Router([route])).toThrow(reason);
  }
});

describe("pathOf", () => {
  class Other extends Page {}
  const tab = live("/teams/:teamId/:tab/", TeamPage);
  const paths = new Router([team, tab, newTeam, live("/other/", Other)]);

  test.each([
    ["the first that needs no more", TeamPage, { teamId: "7" }, "/teams/7/"],
    ["the one that uses more of them", TeamPage, { teamId: "7", tab: "a/b" }, "/teams/7/a%2Fb/"],
    ["with a parameter that is not given", TeamPage, { teamId: "7", tab: undefined }, "/teams/7/"],
    ["of a view without parameters", Other, {}, "/other/"],
    ["with a parameter that no path has", Other, { page: "2" }, "/other/"],
    ["without a parameter that all paths need", TeamPage, { tab: "a" }, undefined],
    ["of a view that has no route", ScriptedPage, {}, undefined],
  ])("is the path %s", (_, View, params, path) => {
    expect(paths.pathOf(View, params)).toBe(path);
  });
});
