import { expect, test } from "vitest";
import { OpenIdRefusal, refusalOf } from "./open-id-refusal.ts";

const error = (values: object) => Object.assign(new Error("eyJhbGciOi, the whole token"), values);

test.each<[string, unknown, string, string]>([
  ["no at the provider", error({ error: "access_denied" }), "cancelled", "access_denied"],
  [
    "an error there",
    error({ error: "invalid_client", code: "OAUTH_RESPONSE_BODY_ERROR" }),
    "failed",
    "invalid_client",
  ],
  ["an error that is no word", error({ error: "<script>" }), "failed", "error"],
  ["an endless error", error({ error: "a".repeat(61) }), "failed", "error"],
  [
    "a wrong claim",
    error({ code: "OAUTH_JWT_CLAIM_COMPARISON_FAILED" }),
    "failed",
    "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  ],
  ["no answer in time", error({ code: "OAUTH_TIMEOUT" }), "unreachable", "OAUTH_TIMEOUT"],
  ["no JSON", error({ code: "OAUTH_RESPONSE_IS_NOT_JSON" }), "unreachable", "OAUTH_RESPONSE_IS_NOT_JSON"],
  ["no connection", new TypeError("fetch failed"), "unreachable", "no connection"],
  ["anything else", new Error("secret"), "failed", "unexpected answer"],
  ["what is no error", "secret", "failed", "unexpected answer"],
  ["nothing", undefined, "failed", "unexpected answer"],
])("%s is told from others, and nothing of what was said is kept", (_, thrown, kind, reason) => {
  const refusal = refusalOf(thrown);
  expect(refusal).toMatchObject({ kind, reason, message: `${kind}: ${reason}` });
  expect(refusal.cause).toBeUndefined();
});

test("a refusal stays what it is", () => {
  const refusal = new OpenIdRefusal("taken");
  expect(refusalOf(refusal)).toBe(refusal);
});
