import { afterEach, beforeEach, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { accountDigest } from "../../src/auth/throttling/known-browsers.ts";
import { csrfFieldName } from "../../src/http/csrf.ts";
import { get } from "../../src/server/http-route.ts";
import { LiveApp } from "./live-app.ts";

const few = { free: 1, most: 1, within: 60_000 };

let auth: Accounts;
let app: LiveApp;

beforeEach(async () => {
  auth = accounts({
    database: "sqlite::memory:",
    hashCost: { memory: 1024, passes: 1 },
    throttle: { login: few },
    authenticationBackends: (own) => [
      own,
      ({ username }) => {
        if (username === "broken") throw new TypeError("The directory's password is hunter2");
        return undefined;
      },
    ],
  });
  const year = { type: "year", id: 2026 };
  const routes = [
    get(
      "/close/",
      async (context) => new Response(await context.audit("billing.close", year, () => "closed")),
    ),
  ];
  app = await LiveApp.start({ auth, routes, trustedProxies: ["127.0.0.1", "::1"] });
  await app.open("/accounts/login/");
  await auth.users.create({ username: "ada", password: "secret" });
});

afterEach(() => app.close());

const headers = { "x-forwarded-for": "203.0.113.7", accept: "text/html" };

/** @returns the session's cookie. */
async function post(path: string, fields: Record<string, string>, cookie = ""): Promise<string> {
  const page = await app.open(path, cookie);
  const [, token = ""] = new RegExp(`name="${csrfFieldName}" value="([^"]+)"`).exec(page.html) ?? [];
  const body = new URLSearchParams({ ...fields, [csrfFieldName]: token });
  const options = { method: "POST", body, headers, redirect: "manual" } as const;
  const response = await app.fetchAs(page.cookie)(app.origin + path, options);
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? page.cookie;
}

const logIn = async (username: string, password: string) =>
  await post("/accounts/login/", { username, password });

/** What was written down since the user was made, the oldest first. */
async function written(): Promise<Partial<Record<string, unknown>>[]> {
  const entries = (await auth.audit.list()).toReversed().slice(1);
  return entries.map(({ id: _id, at: _at, objectText: _text, sessionHash, address, ...entry }) => {
    expect(address).toBe("203.0.113.7");
    const filled = Object.entries(entry).filter(([, value]) => value !== "" && value !== null);
    return { ...Object.fromEntries(filled), isInSession: sessionHash !== "" };
  });
}

const byAda = { actorId: 1, actorName: "ada", isInSession: true, details: {} };
const aboutAda = { objectType: "user", objectId: "1", isInSession: false };

test("logging in, confirming and logging out are written down, with the address they came from", async () => {
  let cookie = await logIn("ada", "secret");
  cookie = await post("/accounts/confirm/", { password: "secret" }, cookie);
  await post("/accounts/logout/", {}, cookie);
  expect(await written()).toEqual([
    { action: "auth.login", outcome: "allowed", ...byAda },
    { action: "auth.confirm", outcome: "allowed", ...byAda },
    { action: "auth.logout", outcome: "allowed", ...byAda },
  ]);
});

test("a wrong password is written down with whose account it was for, and nobody as the actor", async () => {
  await logIn("ADA", "wrong");
  expect(await written()).toEqual([
    { action: "auth.login", outcome: "denied", ...aboutAda, details: { reason: "wrong" } },
  ]);
});

test("a name that nobody has is not kept, as it may be a password", async () => {
  await logIn("hunter2", "ada");
  expect(await written()).toEqual([
    {
      action: "auth.login",
      outcome: "denied",
      isInSession: false,
      details: { tried: accountDigest("hunter2"), reason: "wrong" },
    },
  ]);
});

test("of many refused tries one is written down", async () => {
  for (let count = 0; count < 5; count++) await logIn("ada", "wrong");
  expect((await written()).map(({ details }) => details)).toEqual([
    { reason: "wrong" },
    { reason: "LV-RATE-LIMITED" },
  ]);
});

test("a backend that fails is written down, without its words", async () => {
  await logIn("broken", "secret");
  expect(await written()).toMatchObject([
    { action: "auth.login", outcome: "failed", details: { reason: "TypeError" } },
  ]);
});

test("a route writes down what it does, and for whom", async () => {
  const cookie = await logIn("ada", "secret");
  const response = await app.fetchAs(cookie)(`${app.origin}/close/`, { headers });
  expect(await response.text()).toBe("closed");
  const about = { action: "billing.close", objectType: "year", objectId: "2026" };
  expect((await written()).slice(1)).toEqual([{ ...about, outcome: "allowed", ...byAda }]);
});
