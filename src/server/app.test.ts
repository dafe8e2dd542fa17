import { afterAll, describe, expect, test, vi } from "vitest";
import { NotFound } from "../errors.ts";
import type { Access } from "../live/access.ts";
import { LiveView } from "../live/live-view.ts";
import { anonymousIdentity } from "../live/principal.ts";
import { createMemorySessionStore } from "../session/memory.ts";
import { attributes } from "../shared/markup.ts";
import { html } from "../template/html.ts";
import { App } from "./app.ts";
import type { AppOptions } from "./app-options.ts";
import type { AuthProvider } from "./auth-provider.ts";
import { get, post } from "./http-route.ts";
import { live } from "./live-route.ts";

const origin = "http://localhost:3000";

class Home extends LiveView {
  title = "Home <1>";
  render() {
    return html`<p>Hello</p>`;
  }
}

const rule = (decision: "login" | "deny"): Access => ({ decide: () => decision });

class Members extends Home {
  static access = rule("login");
}

class Managers extends Home {
  static access = rule("deny");
}

class Hidden extends Home {
  authorize() {
    return false;
  }
}

class Broken extends Home {
  mount() {
    throw new Error("db-host-7 is down");
  }
}

const auth: AuthProvider = {
  sessions: createMemorySessionStore(),
  routes: [],
  loginPath: "/accounts/login/",
  start: async () => {},
  identify: async () => anonymousIdentity,
  close: async () => {},
};

const silent = { info: () => {}, warn: () => {}, error: () => {} };

const routes = [
  live("/", Home),
  live("/members/", Members),
  live("/managers/", Managers),
  live("/hidden/", Hidden),
  live("/broken/", Broken),
  get("/missing/", () => {
    throw new NotFound();
  }),
  get("/token/", (context) => Response.json(context.csrfToken())),
  post("/save/", async (context) => Response.json((await context.form()).get("name"))),
];

const apps: App[] = [];

function openApp(options: Partial<AppOptions> = {}): App {
  const secret = "a-secret-for-tests-only-0123456789";
  const app = new App({ routes, auth, secret, logger: silent, production: true, ...options });
  apps.push(app);
  return app;
}

const app = openApp();

afterAll(() => Promise.all(apps.map((each) => each.close())));

const page = { accept: "text/html" };

const ask = (path: string, init: RequestInit = {}) => app.handle(new Request(origin + path, init));

describe("an app is not made", () => {
  class FromFile extends LiveView {
    static template = "from-file.html";
  }

  test("with a view that is rendered by a template file, and no templates", () => {
    expect(() => openApp({ routes: [live("/", FromFile)] })).toThrow(
      'LV-CONFIG-TEMPLATES: FromFile has the template "from-file.html"',
    );
    class Own extends FromFile {
      override render() {
        return html`<p>Hello</p>`;
      }
    }
    expect(openApp({ routes: [live("/", Own)] })).toBeInstanceOf(App);
    const templates = { get: () => new Home() };
    expect(openApp({ routes: [live("/", FromFile)], templates })).toBeInstanceOf(App);
  });

  test("with a path that does not begin with a slash", () => {
    expect(() => openApp({ routes: [live("members/", Members)] })).toThrow(
      'LV-ROUTE-PATH: A route cannot have the path "members/": it does not begin with a slash.',
    );
  });
});

describe("a page", () => {
  test("is its live view in the layout, never to be stored", async () => {
    const response = await ask("/", { headers: page });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      vary: "Cookie",
    });
    const text = await response.text();
    expect(text).toMatch(/<title[^>]*>Home &lt;1&gt;<\/title>/);
    expect(text).toMatch(
      new RegExp(`<div ${attributes.view}="0" ${attributes.token}="[\\w.-]+" [^>]*><p[^>]*>Hello</p></div>`),
    );
  });

  test("has the client's script under the nonce of its policy, a new one each time", async () => {
    const nonces = await Promise.all([ask("/"), ask("/")].map(nonceOf));
    expect(new Set(nonces).size).toBe(2);
  });

  async function nonceOf(answer: Promise<Response>): Promise<string> {
    const response = await answer;
    const policy = response.headers.get("content-security-policy") ?? "";
    const [, nonce = ""] = /script-src 'self' 'nonce-([^']+)'/.exec(policy) ?? [];
    expect(nonce).toHaveLength(24);
    const [script] = /<script [^>]*src="\/live\/liveloom\.[^>]+>/.exec(await response.text()) ?? [];
    expect(script).toContain(`nonce="${nonce}"`);
    return nonce;
  }
});

describe("an address that lacks its last slash", () => {
  test("leads to the page that has it", async () => {
    const response = await ask("/members?tab=2");
    expect([response.status, response.headers.get("location")]).toEqual([308, "/members/?tab=2"]);
  });

  test.each([
    ["there is nothing with it, either", "/nowhere"],
    ["with it only a form could be sent to", "/save"],
  ])("is not there when %s", async (_, path) => {
    expect((await ask(path)).status).toBe(404);
  });

  test("lets go of who asked", async () => {
    const release = vi.fn();
    const watched = openApp({ auth: { ...auth, identify: async () => ({ ...anonymousIdentity, release }) } });
    await watched.handle(new Request(`${origin}/members`));
    expect(release).toHaveBeenCalledOnce();
  });
});

describe("the icon that browsers ask for by themselves", () => {
  const askFor = (path: string, own: App) => own.handle(new Request(origin + path));

  test("is no error where there is none", async () => {
    const response = await ask("/favicon.ico");
    expect([response.status, response.headers.get("cache-control"), await response.text()]).toEqual([
      204,
      "private, max-age=3600",
      "",
    ]);
    expect((await ask("/favicon.png")).status).toBe(404);
    expect((await ask("/favicon.ico", { method: "POST" })).status).toBeGreaterThanOrEqual(400);
  });

  test("is a file or a route of the app where there is one", async () => {
    const icon = () => new Response("icon");
    const file = {
      url: () => "",
      respond: ({ url }: Request) => (url.endsWith(".ico") ? icon() : undefined),
    };
    for (const options of [{ files: [file] }, { routes: [get("/favicon.ico", icon)] }])
      expect(await (await askFor("/favicon.ico", openApp(options))).text()).toBe("icon");
  });
});

describe("a refusal", () => {
  test.each(["text/html", "*/*", "text/*", ""])("sends who accepts %s to the login page", async (accept) => {
    const response = await ask("/members/", { headers: { accept } });
    expect([response.status, response.headers.get("location")]).toEqual([
      302,
      "/accounts/login/?next=/members/",
    ]);
  });

  test("is JSON for who asks for JSON", async () => {
    const response = await ask("/members/", { headers: { accept: "application/json" } });
    expect([response.status, await response.json()]).toEqual([
      401,
      { code: "LV-LOGIN-REQUIRED", text: "Log in to continue." },
    ]);
  });

  test("is told as JSON without its code in the text, in development too", async () => {
    const request = new Request(`${origin}/nowhere/`, { headers: { accept: "application/json" } });
    const response = await openApp({ production: false }).handle(request);
    expect(await response.json()).toEqual({ code: "LV-NOT-FOUND", text: "This page does not exist." });
  });

  test.each([
    [false, "<p>This page does not exist.</p>", true],
    [true, "<p>This does not exist.</p>", false],
  ])(
    "shows people a sentence, and its code in development only: in production %s",
    async (production, sentence, hasCode) => {
      const response = await openApp({ production }).handle(new Request(`${origin}/nowhere/`));
      const text = (await response.text()).replaceAll(" lv", "");
      expect(response.status).toBe(404);
      expect(text).toContain(sentence);
      expect(text.includes("LV-NOT-FOUND")).toBe(hasCode);
    },
  );
});
