import { afterEach, expect, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { csrfFieldName } from "../../src/http/csrf.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { get } from "../../src/server/http-route.ts";
import { live } from "../../src/server/live-route.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp } from "./live-app.ts";

class Where extends LiveView {
  render() {
    return html`<p>Here is ${this.request.address}.</p>`;
  }
}

let app: LiveApp;
let auth: Accounts;

async function start(trustedProxies?: readonly string[]): Promise<void> {
  auth = accounts({ database: "sqlite::memory:", hashCost: { memory: 1024, passes: 1 } });
  app = await LiveApp.start({
    auth,
    routes: [live("/", Where), get("/plain/", ({ address }) => new Response(address))],
    ...(trustedProxies && { trustedProxies }),
  });
}

afterEach(() => app.close());

const spoofed = { "x-forwarded-for": "192.0.2.66, 203.0.113.7", x_forwarded_for: "192.0.2.66" };

/** What views, plain routes and the list of sessions say about where a request came from. */
async function addresses(headers: Record<string, string>): Promise<string[]> {
  const page = await fetch(app.origin, { headers: { ...headers, accept: "text/html" } });
  const plain = await fetch(`${app.origin}/plain/`, { headers });
  const [, shown = ""] = /Here is (.*?)\.</.exec((await page.text()).replace(/<!--.*?-->/g, "")) ?? [];
  return [shown, await plain.text(), await addressOfLogin(headers)];
}

async function addressOfLogin(headers: Record<string, string>): Promise<string> {
  const id = await auth.users.create({ username: "ada", password: "secret" });
  const { cookie, html: shown } = await app.open("/accounts/login/");
  const [, token = ""] = new RegExp(`name="${csrfFieldName}" value="([^"]+)"`).exec(shown) ?? [];
  const body = new URLSearchParams({ [csrfFieldName]: token, username: "ada", password: "secret" });
  const options = { method: "POST", body, redirect: "manual" } as const;
  await app.fetchAs(cookie)(`${app.origin}/accounts/login/`, { ...options, headers });
  return (await auth.users.sessionsOf(id)).map(({ address }) => address).join();
}

test("somebody is where their connection comes from, whatever their headers say; the log tells of it once", async () => {
  await start();
  const own = expect.stringMatching(/^(127\.0\.0\.1|::1)$/);
  expect(await addresses(spoofed)).toEqual([own, own, own]);
  expect(app.log.filter(({ message }) => message.includes("trustedProxies"))).toHaveLength(1);
});

test("behind a trusted proxy somebody is where it says, not where they say themselves", async () => {
  await start(["127.0.0.1", "::1"]);
  expect(await addresses(spoofed)).toEqual(["203.0.113.7", "203.0.113.7", "203.0.113.7"]);
  expect(app.log).toEqual([]);
});
