import { describe, expect, test } from "vitest";
import { contentSecurityPolicy, createNonce } from "./content-security-policy.ts";

describe("createNonce", () => {
  test("has 128 bits in base64", () => {
    const nonce = createNonce();
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(Buffer.from(nonce, "base64")).toHaveLength(16);
  });

  test("is different each time", () => {
    expect(new Set(Array.from({ length: 1_000 }, createNonce)).size).toBe(1_000);
  });
});

describe("contentSecurityPolicy", () => {
  test("allows the page's own files, its nonce and its socket, and nothing else", () => {
    expect(contentSecurityPolicy({ nonce: "abc", connect: ["wss://app.test:8443"] })).toBe(
      "default-src 'self'; script-src 'self' 'nonce-abc'; style-src 'self' 'nonce-abc'; style-src-attr 'unsafe-inline'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'self' wss://app.test:8443; object-src 'none'; base-uri 'none'; " +
        "form-action 'self'; frame-ancestors 'none'",
    );
  });

  test("connects to the page's own origin alone when nothing else is given", () => {
    expect(contentSecurityPolicy({ nonce: "abc", connect: [] })).toContain("; connect-src 'self'; ");
  });

  test.each([
    "wss://app.test; script-src *",
    "wss://app.test;script-src",
    "wss://app.test, default-src *",
    "wss://app.test *",
    "*",
    "'unsafe-eval'",
    "wss:",
    "wss://*",
    "",
  ])("leaves out %j, which is no origin", (origin) => {
    const policy = contentSecurityPolicy({ nonce: "abc", connect: [origin, "ws://[::1]:3000"] });
    expect(policy).toContain("; connect-src 'self' ws://[::1]:3000; ");
  });
});
