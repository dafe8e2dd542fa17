import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { type Database, openDatabase } from "../../src/database/open-database.ts";
import { PermissionDenied } from "../../src/errors.ts";
import { event } from "../../src/live/event.ts";
import { loginRequired } from "../../src/live/guards.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { CloseCode, ServerFrame } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { createPostgres } from "../servers/test-databases.ts";
import { LiveApp, sessionOf } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";
import type { OtherCommand } from "./other-process.ts";

/** How soon a change in one process is felt on the pages of another, in milliseconds. */
const announced = 100;

class Board extends LiveView {
  static access = loginRequired();
  answer = "";

  post = event({ permission: "board.post_note" }, () => {
    this.answer = "posted";
  });

  onError(error: unknown) {
    if (!(error instanceof PermissionDenied)) throw error;
    this.answer = "refused";
  }

  reset = event(() => {
    this.answer = "";
  });

  render() {
    return html`<p>${this.answer}</p>`;
  }
}

let server: Awaited<ReturnType<typeof createPostgres>>;
let database: Database;
let auth: Accounts;
let app: LiveApp;
let other: ChildProcess;
let userId: number;

beforeAll(async () => {
  server = await createPostgres();
  const { address } = server;
  database = openDatabase(address);
  auth = accounts({ database, permissions: { board: { post_note: "Pin notes to the board" } } });
  app = await LiveApp.start({ auth, redis: inject("redis"), routes: [live("/board/", Board)] });
  await app.open("/");
  other = fork(fileURLToPath(new URL("other-process.ts", import.meta.url)), [address, inject("redis")], {
    execArgv: ["--import", "tsx"],
  });
  await once(other, "message");
  userId = await auth.users.create({ username: "ada", password: "secret" });
}, 60_000);

afterAll(async () => {
  other.kill();
  await once(other, "exit");
  await app.close();
  await database.destroy();
  await server.drop();
});

/** Lets the other process do it; resolves with the time at which it was done there. */
async function inOtherProcess(command: OtherCommand): Promise<number> {
  other.send({ command, id: userId });
  const [doneAt] = await once(other, "message");
  return doneAt;
}

async function openPage(): Promise<LiveClient> {
  const session = await sessionOf("", auth.sessions);
  await auth.logIn(session, userId);
  return await app.visit("/board/", `session=${session.cookieChange}`);
}

async function answerOf(client: LiveClient): Promise<string> {
  const [, , , patch] = await client.call("post");
  await client.call("reset");
  return JSON.stringify(patch);
}

/** How long after the change the page's events are answered by it, in milliseconds. */
async function delayUntil(client: LiveClient, answer: string, since: number): Promise<number> {
  while (!(await answerOf(client)).includes(answer));
  return Date.now() - since;
}

describe("what another process does over Redis", () => {
  test("to a permission is felt by the events of an open page", async () => {
    const client = await openPage();
    expect(await answerOf(client)).toContain("refused");
    const delays: number[] = [];
    for (let round = 0; round < 10; round++) {
      delays.push(await delayUntil(client, "posted", await inOtherProcess("grant")));
      delays.push(await delayUntil(client, "refused", await inOtherProcess("revoke")));
    }
    delays.sort((a, b) => a - b);
    expect(delays[10]).toBeLessThan(announced);
  });

  test("to a session closes its open pages and their sockets", async () => {
    const client = await openPage();
    const endedAt = await inOtherProcess("endSessions");
    expect(await client.next()).toEqual([ServerFrame.Ended, 0]);
    expect(await client.closeCode).toBe(CloseCode.Ended);
    expect(Date.now() - endedAt).toBeLessThan(announced);
  });

  test("to the id of a session lets its open pages go on", async () => {
    const session = await sessionOf("", auth.sessions);
    await auth.logIn(session, userId);
    const client = await app.visit("/board/", `session=${session.cookieChange}`);
    other.send({ command: "confirm", id: userId, cookie: session.cookieChange });
    await once(other, "message");
    expect(await auth.sessions.find(session.idHash, Date.now())).toBeUndefined();
    await inOtherProcess("grant");
    await delayUntil(client, "posted", Date.now());
    await inOtherProcess("deactivate");
    expect(await client.next()).toEqual([ServerFrame.Ended, 0]);
  });
});
