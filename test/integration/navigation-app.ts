import { afterEach, beforeEach, expect } from "vitest";
import { accounts } from "../../src/auth/accounts.ts";
import { type Database, openDatabase } from "../../src/database/open-database.ts";
import { ClientFrame, type ServerMessage, VisitKind } from "../../src/shared/wire.ts";
import { LiveApp } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";
import { hashCost, hibernateAfter, log, routes } from "./navigation-views.ts";

/** An app with the views of {@link routes}, and a client that shows the first of them: new ones for every test. */
export let database: Database;
export let app: LiveApp;
export let client: LiveClient;
let visits: number;

/** Opens it before, and closes it after, each test of the file that calls this. */
export function openForEachTest(): void {
  beforeEach(async () => {
    visits = 0;
    database = openDatabase("sqlite::memory:");
    app = await LiveApp.start({
      auth: accounts({ database, hashCost }),
      production: true,
      hibernateAfter,
      limits: { frameBurst: 400 },
      routes,
    });
    client = await app.visit("/");
    log.length = 0;
  });

  afterEach(async () => {
    await app.close();
    await database.destroy();
  });
}

/** From now on this is the test's client. */
export function use(other: LiveClient): void {
  client = other;
}

export function send(url: string, kind: 0 | 1 = VisitKind.Mount): void {
  client.send([ClientFrame.Visit, 0, ++visits, url, kind]);
}

export async function visit(url: string, kind: 0 | 1 = VisitKind.Mount): Promise<ServerMessage> {
  send(url, kind);
  return await client.next();
}

/** A frame starts with these parts. */
export function expectStart(frame: ServerMessage, start: readonly unknown[]): void {
  expect(frame.slice(0, start.length)).toEqual(start);
}
