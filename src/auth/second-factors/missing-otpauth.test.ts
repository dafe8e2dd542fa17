import { expect, test, vi } from "vitest";
import { createMemoryPubSub } from "../../pubsub/memory.ts";
import { accounts } from "../accounts.ts";

vi.mock("otpauth", () => {
  throw new Error("Cannot find package 'otpauth'");
});
vi.mock("@simplewebauthn/server", () => {
  throw new Error("Cannot find package '@simplewebauthn/server'");
});

test.each([
  [{ totp: true }, "npm install otpauth"],
  [{ passkeys: true }, "npm install @simplewebauthn/server"],
])("an app with %j says at its start which package it needs", async (options, advice) => {
  const auth = accounts({ database: "sqlite::memory:", ...options });
  await expect(auth.start({ pubsub: createMemoryPubSub() })).rejects.toThrow(advice);
  await auth.close();
});

test("an app without second factors needs none of them", async () => {
  const auth = accounts({ database: "sqlite::memory:" });
  await auth.start({ pubsub: createMemoryPubSub() });
  await auth.close();
});
