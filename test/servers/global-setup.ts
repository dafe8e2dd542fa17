import { execFileSync } from "node:child_process";
import { chownSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findProgram, freePort, startServer } from "./local-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Addresses of servers that tests may fill with whatever they like. */
    postgres: string;
    redis: string;
  }
}

const stops: (() => Promise<void>)[] = [];

/**
 * Gives the tests a PostgreSQL and a Redis: those in LIVELOOM_TEST_POSTGRES and LIVELOOM_TEST_REDIS, or servers of
 * their own in a temporary folder, which are gone when the tests are.
 */
export async function setup({ provide }: Pick<TestProject, "provide">): Promise<void> {
  try {
    const [postgres, redis] = await Promise.all([
      process.env.LIVELOOM_TEST_POSTGRES ?? startPostgres(),
      process.env.LIVELOOM_TEST_REDIS ?? startRedis(),
    ]);
    provide("postgres", postgres);
    provide("redis", redis);
  } catch (error) {
    await teardown();
    throw error;
  }
}

export async function teardown(): Promise<void> {
  await Promise.all(stops.splice(0).map((stop) => stop()));
}

async function startPostgres(): Promise<string> {
  const [initdb, postgres] = [programOf("PostgreSQL", "initdb"), programOf("PostgreSQL", "postgres")];
  const [port, folder, user] = [await freePort(), newFolder(), ordinaryUser()];
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const create = ["-D", data, "-U", "liveloom", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(initdb, create, { stdio: ["ignore", "ignore", "inherit"], cwd: folder, ...user });
  // Nothing here has to survive a crash.
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];
  const options = settings.flatMap((setting) => ["-c", setting]);
  const command = [
    postgres,
    "-D",
    data,
    "-h",
    "127.0.0.1",
    "-p",
    `${port}`,
    "-k",
    folder,
    ...options,
  ] as const;
  stops.push(await startServer({ command: [...command], port, folder, user }));
  return `postgres://liveloom@127.0.0.1:${port}/postgres`;
}

async function startRedis(): Promise<string> {
  const [port, folder] = [await freePort(), newFolder()];
  const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  stops.push(await startServer({ command: [programOf("Redis", "redis-server"), ...options], port, folder }));
  return `redis://127.0.0.1:${port}`;
}

function programOf(server: "PostgreSQL" | "Redis", name: string): string {
  const path = findProgram(name);
  if (path) return path;
  const variable = `LIVELOOM_TEST_${server === "Redis" ? "REDIS" : "POSTGRES"}`;
  throw new Error(
    `The tests need ${server}, and ${name} is not installed. Debian and Ubuntu: apt-get install postgresql redis-server. ` +
      `macOS: brew install postgresql redis. Or set ${variable} to the address of a server that tests may fill.`,
  );
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "liveloom-server-"));
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (option: string) => Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}
