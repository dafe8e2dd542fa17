import { describe, expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { securityHeaders } from "./security-headers.ts";

const policy = { nonce: "abc", connect: ["wss://app.test"] };

describe("securityHeaders", () => {
  test("names every protection over https", () => {
    expect(securityHeaders({ ...policy, secure: true })).toEqual({
      "content-security-policy": contentSecurityPolicy(policy),
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "x-frame-options": "DENY",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy":
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
      "strict-transport-security": "max-age=31536000",
    });
  });

  test("does not demand https of a browser that came without", () => {
    expect(securityHeaders({ ...policy, secure: false })).not.toHaveProperty("strict-transport-security");
  });

  test("fits into the headers of a response", () => {
    expect(new Response("", { headers: securityHeaders({ ...policy, secure: true }) }).status).toBe(200);
  });
});
