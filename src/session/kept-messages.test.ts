import { beforeEach, expect, test } from "vitest";
import { createSigner } from "../http/signing.ts";
import { openSession } from "./browser-session.ts";
import { keepMessages, keptMessages, keptMessagesLimit, messageLifetime } from "./kept-messages.ts";
import { createMemorySessionStore } from "./memory.ts";
import type { SessionStore } from "./session-store.ts";

const signer = createSigner("a-secret-for-tests-only-0123456789");
const now = Date.UTC(2026, 0, 1);
const hello = { level: "info", text: "Hello" } as const;

let store: SessionStore;

beforeEach(() => {
  store = createMemorySessionStore();
});

const open = (cookie?: string, at = now) => openSession({ store, signer, cookie, now: at });

test("a message makes a visitor's session, which goes by itself", async () => {
  const first = await open();
  first.flash(hello);
  await first.saveMessages();
  const second = await open(first.cookieChange);
  expect([second.record?.userId, second.takeMessages()]).toEqual([null, [hello]]);
  expect((await open(first.cookieChange, now + messageLifetime)).takeMessages()).toEqual([]);
});

test("messages that were taken are gone, and nothing is written for none", async () => {
  const first = await open();
  first.flash(hello);
  expect([first.takeMessages(), first.takeMessages()]).toEqual([[hello], []]);
  await first.saveMessages();
  expect((await open(first.cookieChange)).record).toBeUndefined();
});

test("messages survive login and logout in the request that made them", async () => {
  const first = await open();
  first.flash(hello);
  await first.logIn(7);
  await first.saveMessages();
  const second = await open(first.cookieChange);
  expect(second.record?.userId).toBe(7);
  expect(second.takeMessages()).toEqual([hello]);
  await second.saveMessages();
  await second.end();
  second.flash(hello);
  await second.saveMessages();
  expect((await open(second.cookieChange)).takeMessages()).toEqual([hello]);
});

test("a session that has expired does not come back by a message", async () => {
  const first = await open();
  await first.logIn(7);
  const place = { store, idHash: first.idHash, now: now + 365 * 24 * 60 * 60 * 1000 };
  await keepMessages(place, [hello]);
  const record = await store.find(first.idHash, place.now);
  expect([record?.userId, keptMessages(record)]).toEqual([null, [hello]]);
});

test("no more than the limit wait", async () => {
  const place = { store, idHash: "hash", now };
  for (let count = 0; count < 3; count++) await keepMessages(place, Array(keptMessagesLimit).fill(hello));
  expect(keptMessages(await store.find("hash", now))).toHaveLength(keptMessagesLimit);
});
