import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../../src/adapters/node.ts";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { csrfToken } from "../../src/http/csrf.ts";
import type { AccessRules } from "../../src/live/access.ts";
import { event } from "../../src/live/event.ts";
import {
  anyPermissionRequired,
  loginRequired,
  permissionRequired,
  publicPage,
  recentAuth,
  staffRequired,
} from "../../src/live/guards.ts";
import { LiveView } from "../../src/live/live-view.ts";
import type { Permission } from "../../src/live/principal.ts";
import type { AppOptions } from "../../src/server/app-options.ts";
import { get, post } from "../../src/server/http-route.ts";
import { live } from "../../src/server/live-route.ts";
import type { Route } from "../../src/server/router.ts";
import { ClientFrame, ServerFrame, VisitKind } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, sessionOf, signer } from "./live-app.ts";

const permissions = { board: { post_note: "Pin notes to the board" } };

const guards = {
  login: loginRequired(),
  permission: permissionRequired("board.post_note"),
  staff: [staffRequired("board.post_note"), recentAuth(10)],
} as const satisfies Record<string, AccessRules>;

/** For each guard: a view, a route to get, a route to post to. */
const routes: Route[] = Object.entries(guards).flatMap(([name, access]) => [
  live(
    `/view/${name}/`,
    class extends LiveView {
      static access = access;
      render() {
        return html`<p>inside</p>`;
      }
    },
  ),
  get(`/route/${name}/`, { access }, () => new Response("inside")),
  post(`/route/${name}/`, { access }, () => new Response("inside")),
  post(`/only-post/${name}/`, { access }, () => new Response("inside")),
]);

class Desk extends LiveView {
  told = "";
  login = event({ access: guards.login }, () => this._done());
  permission = event({ access: guards.permission }, () => this._done());
  staff = event({ access: guards.staff }, () => this._done());
  _done() {
    this.told += "+";
  }
  render() {
    return html`<p>${this.told}</p>`;
  }
}

let auth: Accounts;
let app: LiveApp;
let clock = Date.now();

beforeAll(async () => {
  auth = accounts({ database: "sqlite::memory:", permissions, now: () => clock });
  app = await LiveApp.start({ auth, production: true, routes: [...routes, live("/desk/", Desk)] });
  await app.open("/");
  await auth.users.create({ username: "plain" });
  const poster = await auth.users.create({ username: "poster" });
  const staff = await auth.users.create({ username: "staff", isStaff: true });
  for (const id of [poster, staff]) await auth.users.grant(id, "board.post_note");
  await auth.users.create({ username: "root", isSuperuser: true });
});

afterAll(() => app.close());

beforeEach(() => {
  clock = Date.now();
});

/** The Cookie header of somebody; of "late" who logged in as staff long ago. */
async function cookieOf(who: string): Promise<string> {
  const session = await sessionOf("", auth.sessions);
  if (who === "nobody") session.ensureCookie();
  else await auth.logIn(session, (await auth.users.find(who === "late" ? "staff" : who))?.id ?? 0);
  if (who === "late") await auth.sessions.update(session.idHash, { authenticatedAt: clock - 3_600_000 });
  return `session=${session.cookieChange}`;
}

type Door = (path: string, cookie: string, accept: string) => Promise<Response>;

const doors: Record<string, Door> = {
  view: (path, cookie, accept) =>
    fetch(`${app.origin}/view${path}`, { headers: { cookie, accept }, redirect: "manual" }),
  route: (path, cookie, accept) =>
    fetch(`${app.origin}/route${path}`, { headers: { cookie, accept }, redirect: "manual" }),
  post: async (path, cookie, accept) => {
    const session = await sessionOf(cookie, auth.sessions);
    const headers = {
      cookie,
      accept,
      origin: app.origin,
      "x-csrf-token": csrfToken(signer, session.idHash),
    };
    return await fetch(`${app.origin}/route${path}`, { method: "POST", headers, redirect: "manual" });
  },
};

/** Who gets where, by guard: "in", "login", "confirm", or "no". */
const outcomes: Record<string, Record<string, string>> = {
  login: { nobody: "login", plain: "in", poster: "in", staff: "in", late: "in", root: "in" },
  permission: { nobody: "login", plain: "no", poster: "in", staff: "in", late: "in", root: "in" },
  staff: { nobody: "login", plain: "no", poster: "no", staff: "in", late: "confirm", root: "no" },
};

const rows = Object.entries(outcomes).flatMap(([guard, people]) =>
  Object.entries(people).map(([who, outcome]) => [guard, who, outcome] as const),
);

describe.each(Object.keys(doors))("by the door %s", (door) => {
  const enter = doors[door] as Door;
  const redirect = door === "post" ? 303 : 302;
  const way = (page: string, guard: string) =>
    `/accounts/${page}/?next=/${door === "view" ? "view" : "route"}/${guard}/`;

  test.each(rows)("the guard %s answers %s with: %s", async (guard, who, outcome) => {
    const response = await enter(`/${guard}/`, await cookieOf(who), "text/html");
    const expected = {
      in: [200, null],
      login: [redirect, way("login", guard)],
      confirm: [redirect, way("confirm", guard)],
      no: [403, null],
    }[outcome];
    expect([response.status, response.headers.get("location")]).toEqual(expected);
    expect((await response.text()).includes("inside")).toBe(outcome === "in");
  });

  test.each(rows)("the guard %s answers %s, who asks for JSON, with: %s", async (guard, who, outcome) => {
    const response = await enter(`/${guard}/`, await cookieOf(who), "application/json");
    expect(response.status).toBe({ in: 200, login: 401, confirm: 403, no: 403 }[outcome]);
    expect((await response.text()).includes("inside")).toBe(outcome === "in");
  });

  test("a refusal names no permission, no id and no place in the code", async () => {
    const response = await enter("/permission/", await cookieOf("plain"), "text/html");
    const text = await response.text();
    expect(text).toContain("You may not see this");
    expect(text).not.toMatch(/board|post_note|LV-|plain|at .*\.ts|<code>/);
  });
});

test("a form whose address has no page leads to the login page without a way back", async () => {
  const cookie = await cookieOf("nobody");
  const session = await sessionOf(cookie, auth.sessions);
  const headers = {
    cookie,
    accept: "text/html",
    origin: app.origin,
    "x-csrf-token": csrfToken(signer, session.idHash),
  };
  const response = await fetch(`${app.origin}/only-post/login/`, {
    method: "POST",
    headers,
    redirect: "manual",
  });
  expect([response.status, response.headers.get("location")]).toEqual([303, "/accounts/login/"]);
});

describe("an event", () => {
  const frames: Record<string, unknown> = {
    in: [ServerFrame.Answer, 0, 1, [0, "+"]],
    login: [ServerFrame.Redirect, 0, "/accounts/login/?next=/desk/"],
    confirm: [ServerFrame.Redirect, 0, "/accounts/confirm/?next=/desk/"],
    no: [ServerFrame.Refused, 0, 1, "LV-PERMISSION-DENIED", "You do not have permission to do this."],
  };

  test.each(rows)("with the guard %s answers %s with: %s", async (guard, who, outcome) => {
    const client = await app.visit("/desk/", await cookieOf(who));
    expect(await client.call(guard)).toEqual(frames[outcome]);
  });

  test("is refused as soon as the proof is too old", async () => {
    const client = await app.visit("/desk/", await cookieOf("staff"));
    expect(await client.call("staff")).toEqual(frames.in);
    clock += 11 * 60_000;
    expect(await client.call("staff")).toEqual(frames.confirm);
  });
});

describe("an app that is closed by default", () => {
  class Plain extends LiveView {
    render() {
      return html`<p>inside</p>`;
    }
  }
  class Open extends Plain {
    static access = publicPage();
  }
  class Inheriting extends Open {}

  let closed: LiveApp;

  beforeAll(async () => {
    const access = publicPage();
    closed = await LiveApp.start({
      auth: accounts({ database: "sqlite::memory:" }),
      production: true,
      access: loginRequired(),
      routes: [
        live("/plain/", Plain),
        live("/open/", Open),
        live("/inheriting/", Inheriting),
        get("/route/", () => new Response("inside")),
        get("/open-route/", { access }, () => new Response("inside")),
      ],
    });
  });

  afterAll(() => closed.close());

  test.each([
    ["/plain/", 302, "/accounts/login/?next=/plain/"],
    ["/route/", 302, "/accounts/login/?next=/route/"],
    ["/accounts/confirm/", 302, "/accounts/login/?next=/accounts/confirm/"],
    ["/open/", 200, null],
    ["/inheriting/", 200, null],
    ["/open-route/", 200, null],
    ["/accounts/login/", 200, null],
    ["/accounts/logout/", 200, null],
    ["/nowhere/", 404, null],
  ])("answers a visitor who asks for %s with %i", async (path, status, location) => {
    const page = await closed.open(path);
    expect([page.status, page.location]).toEqual([status, location]);
    expect(page.html.includes("inside")).toBe(status === 200 && !path.startsWith("/accounts/"));
  });

  test("does not let a visitor's socket join what it would not show", async () => {
    const page = await closed.open("/open/");
    const client = await closed.connect(page);
    const answer = await client.join({ token: page.token, path: "/open/" });
    expect(answer[0]).toBe(ServerFrame.Joined);
    client.send([ClientFrame.Visit, 0, 1, "/plain/", VisitKind.Mount]);
    expect(await client.next()).toEqual([ServerFrame.Redirect, 0, "/accounts/login/?next=/plain/"]);
  });
});

class Empty extends LiveView {
  render() {
    return html``;
  }
}

describe("a permission that nobody declared is found when the app is made", () => {
  const typo = "board.post_notes" as Permission;

  class Guarded extends Empty {
    static access = permissionRequired(typo);
  }
  class WithEvent extends Empty {
    save = event({ permission: typo }, () => {});
  }
  class WithRules extends Empty {
    save = event({ access: [loginRequired(), permissionRequired(typo)] }, () => {});
  }
  class WithPage extends Empty {
    save = event({ permission: typo }, () => {});
    name = this.user.username;
  }

  test.each<[string, Partial<AppOptions>]>([
    ["in a view", { routes: [live("/", Guarded)] }],
    ["in a route", { routes: [get("/", { access: staffRequired(typo) }, () => new Response())] }],
    ["in the app's own rules", { access: anyPermissionRequired(["board.post_note", typo]) }],
    ["in an event", { routes: [live("/", WithEvent)] }],
    ["in the rules of an event", { routes: [live("/", WithRules)] }],
    ["in an event, where another field needs the page", { routes: [live("/", WithPage)] }],
  ])("%s", (_, options) => {
    const secret = "a-secret-for-tests-only-0123456789";
    const make = () =>
      createApp({
        auth: accounts({ database: "sqlite::memory:", permissions }),
        routes: [],
        secret,
        ...options,
      });
    expect(make).toThrow('The permission "board.post_notes" is not declared. Declared: board.post_note.');
  });
});

class Unruled extends Empty {
  static access = [];
}

test.each([
  ["a view", () => live("/", Unruled)],
  ["a route", () => get("/", { access: [] }, () => new Response())],
  ["an event", () => event({ access: [] }, () => {})],
  ["an app", () => createApp({ routes: [], access: [] })],
])("an empty list of rules for %s is refused", (_, make) => {
  expect(make).toThrow("LV-ACCESS-EMPTY");
});
