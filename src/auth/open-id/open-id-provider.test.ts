import { describe, expect, test } from "vitest";
import { createMemoryPubSub } from "../../pubsub/memory.ts";
import { accounts } from "../accounts.ts";
import { type OpenIdProviderOptions, openIdProvider } from "./open-id-provider.ts";

const right = { name: "company", label: "Company", issuer: "https://id.example.com", clientId: "shop" };

const refused = (reason: string) =>
  expect.objectContaining({ code: "LV-CONFIG-OPENID", message: expect.stringContaining(reason) });

const made = (...providers: Partial<OpenIdProviderOptions>[]) =>
  accounts({
    database: "sqlite::memory:",
    openId: providers.map((options) => openIdProvider({ ...right, ...options })),
  });

test("a provider asks for who somebody is, and lets in whom it knows", () => {
  expect(openIdProvider(right)).toEqual({
    ...right,
    scope: "openid profile email",
    userinfo: false,
    signUp: false,
  });
});

test.each<[Partial<OpenIdProviderOptions>, string]>([
  [{ name: "" }, "a name has"],
  [{ name: "my company" }, "a name has"],
  [{ name: "a/b" }, "a name has"],
  [{ name: "-a" }, "a name has"],
  [{ name: "a".repeat(51) }, "a name has"],
  [{ label: " " }, "label"],
  [{ clientId: "" }, "clientId"],
  [{ scope: "profile email" }, "openid"],
  [{ issuer: "" }, "issuer"],
  [{ issuer: "id.example.com" }, "issuer"],
  [{ issuer: "http://id.example.com" }, "issuer"],
  [{ issuer: "http://localhost.example.com" }, "issuer"],
  [{ issuer: "https://user:secret@id.example.com" }, "issuer"],
  [{ issuer: "https://id.example.com/?a=1" }, "issuer"],
  [{ issuer: "https://id.example.com/#a" }, "issuer"],
  [{ issuer: "file:///etc/passwd" }, "issuer"],
])("%j is refused", (options, reason) => {
  expect(() => openIdProvider({ ...right, ...options })).toThrow(refused(reason));
});

test("two providers have two names", () => {
  expect(() => made({}, {})).toThrow(refused("two of this name"));
});

describe("in production", () => {
  const services = (origin?: string) => ({
    pubsub: createMemoryPubSub(),
    production: true,
    origin: () => origin,
  });

  test("a provider without TLS is refused, also on this machine", async () => {
    const auth = made({ issuer: "http://localhost:9000" });
    await expect(auth.start(services("https://example.com"))).rejects.toThrow(refused("https"));
    await auth.close();
  });

  test("the app says where it is", async () => {
    const auth = made({});
    await expect(auth.start(services())).rejects.toMatchObject({ code: "LV-OPENID-ORIGIN" });
    await auth.start(services("https://example.com"));
    await auth.close();
  });
});
