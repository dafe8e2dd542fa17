import { afterEach, beforeEach, expect, test } from "vitest";
import { loginRequired } from "../../src/live/guards.ts";
import { get } from "../../src/server/http-route.ts";
import { LiveApp } from "./live-app.ts";

const rateLimit = { calls: 2, perSeconds: 60 };

let app: LiveApp;

beforeEach(async () => {
  app = await LiveApp.start({
    production: true,
    trustedProxies: ["127.0.0.1", "::1"],
    routes: [
      get("/export/", { rateLimit }, () => new Response("done")),
      get("/other/", { rateLimit }, () => new Response("done")),
      get("/mine/", { access: loginRequired(), rateLimit }, () => new Response("done")),
    ],
  });
});

afterEach(() => app.close());

async function ask(path: string, from: string): Promise<number> {
  const response = await fetch(app.origin + path, {
    headers: { "x-forwarded-for": from },
    redirect: "manual",
  });
  await response.text();
  return response.status;
}

test("a route with a limit answers so often to one network, with or without a session, and then 429", async () => {
  expect([await ask("/export/", "192.0.2.1"), await ask("/export/", "192.0.2.1")]).toEqual([200, 200]);
  expect(await ask("/export/", "192.0.2.1")).toBe(429);
  expect(await ask("/other/", "192.0.2.1")).toBe(200);
  expect(await ask("/export/", "192.0.2.2")).toBe(200);
});

test("one who may not use it at all is told that, and not counted", async () => {
  const statuses = [];
  for (let count = 0; count < 4; count++) statuses.push(await ask("/mine/", "192.0.2.1"));
  expect(statuses).toEqual([401, 401, 401, 401]);
});
