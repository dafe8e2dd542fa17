import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type Accounts, accounts } from "../../src/auth/accounts.ts";
import { loginRequired } from "../../src/live/guards.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { CloseCode } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, sessionOf } from "./live-app.ts";

class Desk extends LiveView {
  static override readonly access = loginRequired();
  render() {
    return html`<p>Desk of ${this.user.username}</p>`;
  }
}

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "liveloom cli "));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** The program as it is started by people and scripts. */
async function liveloom(line: string, { piped = "", env = {} }: { piped?: string; env?: object } = {}) {
  const program = ["--conditions=source", "--import", "tsx", "src/cli/main.ts"];
  const database = `sqlite:${folder}/app.db`;
  const child = spawn(process.execPath, [...program, ...line.split(" "), "--database", database], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(piped);
  const exited = once(child, "exit");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  return { code, out, err };
}

/** A process has to start, on a machine that may be busy. */
const patience = 60_000;

test(
  "the program reads passwords, writes results and ends with a code, as scripts need it",
  async () => {
    const auth = accounts({ database: `sqlite:${folder}/app.db` });
    await auth.migrate();
    await auth.close();
    const [created, refused] = await Promise.all([
      liveloom("user create ada --password-stdin --json", { piped: "correct horse battery\n" }),
      liveloom("user deactivate eve"),
    ]);
    expect([created.code, JSON.parse(created.out)]).toEqual([0, { id: 1, username: "ada" }]);
    const err = 'LV-CLI-USER: There is no user named "eve".\n';
    expect(refused).toEqual({ code: 1, out: "", err });
  },
  patience,
);

test(
  "open pages of the app hear over Redis, at once, of what the program changes",
  async () => {
    const auth: Accounts = accounts({
      database: `sqlite:${folder}/app.db`,
      hashCost: { memory: 1024, passes: 1 },
    });
    const app = await LiveApp.start({ auth, routes: [live("/", Desk)], redis: inject("redis") });
    const { cookie } = await app.open("/accounts/login/");
    const id = await auth.users.create({ username: "ada", password: "secret" });
    const session = await sessionOf(cookie, auth.sessions);
    await auth.logIn(session, id);
    const page = await app.visit("/", `session=${session.cookieChange}`);
    const { code } = await liveloom("user deactivate ada", { env: { REDIS_URL: inject("redis") } });
    expect([code, await page.closeCode]).toEqual([0, CloseCode.Ended]);
    await app.close();
  },
  patience,
);
