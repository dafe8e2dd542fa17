import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { definePermissions } from "../../src/auth/permissions.ts";
import { csrfFieldName } from "../../src/http/csrf.ts";
import { permissionRequired, recentAuth } from "../../src/live/guards.ts";
import { get, post } from "../../src/server/http-route.ts";
import { FormBrowser } from "./form-browser.ts";
import { LiveApp } from "./live-app.ts";
import { SoftPasskey } from "./soft-passkey.ts";

const password = "weaving-is-fun";
const minute = 60_000;

let auth: Accounts;
let app: LiveApp;
let ada: number;
let paid: string[];

beforeEach(async () => {
  paid = [];
  auth = accounts({
    database: "sqlite::memory:",
    permissions: definePermissions({ shop: { pay: "Pay" } }),
    hashCost: { memory: 1024, passes: 1 },
    passkeys: true,
  });
  app = await LiveApp.start({
    auth,
    routes: [
      get("/recent/", { access: recentAuth(5) }, () => new Response("inside")),
      post("/pay/", { access: permissionRequired("shop.pay" as never) }, ({ user }) => {
        paid.push(user.username);
        return new Response("paid");
      }),
    ],
  });
  await app.open("/accounts/login/");
  ada = await auth.users.create({ username: "ada", password });
  await auth.users.grant(ada, "shop.pay" as never);
});

afterEach(() => app.close());

async function browserOf(username: string): Promise<FormBrowser> {
  const browser = new FormBrowser(app);
  await browser.logIn(username, password);
  return browser;
}

async function tokenOf(browser: FormBrowser): Promise<string> {
  const page = await browser.get("/accounts/confirm/");
  return new RegExp(`name="${csrfFieldName}" value="([^"]+)"`).exec(page.text)?.[1] ?? "";
}

/** Resolves when the app knows who asks, and waits for the rest of the form. */
async function identification(): Promise<void> {
  const identify = auth.identify.bind(auth);
  await new Promise<void>((resolve) => {
    vi.spyOn(auth, "identify").mockImplementationOnce(async (session) => {
      const identity = await identify(session);
      await identity.current();
      resolve();
      return identity;
    });
  });
  await setTimeout(20);
}

/** Posts a form whose end comes when something else has happened. */
async function postSlowly(
  { cookie, path, accept = "text/html" }: { cookie: string; path: string; accept?: string },
  token: string,
  meanwhile: () => unknown,
): Promise<{ status: number | undefined; text: string }> {
  const body = new URLSearchParams({ [csrfFieldName]: token }).toString();
  const headers = {
    ...{ origin: app.origin, cookie, accept },
    ...{ "content-type": "application/x-www-form-urlencoded", "content-length": body.length },
  };
  const request = httpRequest(app.origin + path, { method: "POST", headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.on("response", resolve).on("error", reject);
  });
  const identified = identification();
  request.write(body.slice(0, 5));
  await identified;
  await meanwhile();
  request.end(body.slice(5));
  const response = await answered;
  return { status: response.statusCode, text: await text(response) };
}

test.each<[string, () => unknown, number]>([
  ["lost the permission", () => auth.users.revoke(ada, "shop.pay" as never), 403],
  ["was deactivated", () => auth.users.setActive(ada, false), 303],
  ["was deleted", () => auth.users.delete(ada), 303],
  ["was logged out everywhere", () => auth.users.endSessions(ada), 303],
])("a form does nothing for somebody who %s while it was on its way", async (_, happen, status) => {
  const browser = await browserOf("ada");
  const token = await tokenOf(browser);
  const { cookie } = browser;
  expect(await postSlowly({ cookie, path: "/pay/" }, token, () => {})).toEqual({ status: 200, text: "paid" });
  expect(await postSlowly({ cookie, path: "/pay/" }, token, happen)).toMatchObject({ status });
  expect(paid).toEqual(["ada"]);
});

test("nobody else's passkey confirms a session, whatever ends while it is asked for", async () => {
  await auth.users.create({ username: "eve", password });
  const eve = await browserOf("eve");
  const passkey = new SoftPasskey(app.origin);
  const made = passkey.create(JSON.parse((await eve.ask("/accounts/security/passkey/")).text));
  const named = { credential: JSON.stringify(made), name: "Phone" };
  await eve.post("/accounts/security/passkey/", named, "/accounts/security/passkey/");
  const stolen = await browserOf("ada");
  const sessionOfAda = async () => (await auth.users.sessionsOf(ada))[0]?.idHash ?? "";
  await auth.sessions.update(await sessionOfAda(), { authenticatedAt: Date.now() - 20 * minute });
  await auth.users.setStaff(ada, false);
  const token = await tokenOf(stolen);
  const post = { cookie: stolen.cookie, path: "/accounts/passkey/", accept: "application/json" };
  const endOthers = async () => auth.users.endSessions(ada, await sessionOfAda());
  const options = await postSlowly(post, token, endOthers);
  expect(options.status).toBe(401);
  const asked = JSON.parse((await stolen.ask("/accounts/passkey/", "/accounts/confirm/")).text);
  const credential = JSON.stringify(passkey.get(asked));
  await stolen.post("/accounts/passkey/", { credential }, "/accounts/confirm/");
  expect((await stolen.get("/recent/")).status).toBe(302);
  expect(await auth.audit.list({ limit: 1 })).toMatchObject([
    { action: "auth.passkey", outcome: "denied", objectText: "eve" },
  ]);
});
