import { describe, expect, test } from "vitest";
import { createSigner } from "../http/signing.ts";
import { limits } from "../shared/wire.ts";
import { issueJoinToken, joinTokenLifetime, refuseJoinToken } from "./join-token.ts";

const signer = createSigner("a-secret-for-tests-only-0123456789");
const now = 1_700_000_000_000;
const sessionHash = "hash-of-session";
const about = { session: { idHashes: [sessionHash] }, now };
const token = issueJoinToken(signer, sessionHash, now);

const notGenuine = "its token belongs to another session or is not genuine";
const tooOld = "its token is too old";

describe("a join token", () => {
  test("works for its session", () => {
    expect(refuseJoinToken(signer, token, about)).toBeUndefined();
  });

  test("works until its lifetime is over, and not a moment longer", () => {
    const last = now + joinTokenLifetime;
    expect(refuseJoinToken(signer, token, { ...about, now: last })).toBeUndefined();
    expect(refuseJoinToken(signer, token, { ...about, now: last + 1 })).toBe(tooOld);
  });

  test("is different each time", () => {
    expect(issueJoinToken(signer, sessionHash, now)).not.toBe(token);
  });

  test("fits into a frame, and does not hold the session's hash", () => {
    expect(token.length).toBeLessThan(limits.token);
    expect(token).not.toContain(sessionHash);
  });

  test.each(["", "other", "hash-of-session.", ".hash-of-session"])(
    "does not work for the session %j",
    (idHash) => {
      expect(refuseJoinToken(signer, token, { now, session: { idHashes: [idHash] } })).toBe(notGenuine);
    },
  );

  test("works for its session after that was renewed", () => {
    const session = { idHashes: ["newest", "newer", sessionHash] };
    expect(refuseJoinToken(signer, token, { now, session })).toBeUndefined();
  });

  const [id = "", issued = "", mac = ""] = token.split(".");
  test.each([
    ["another id", `x${id}.${issued}.${mac}`],
    ["another time", `${id}.${issued}0.${mac}`],
    ["another signature", `${id}.${issued}.${mac.slice(1)}A`],
    ["no signature", `${id}.${issued}`],
    ["a part more", `${token}.x`],
    ["nothing", ""],
    ["dots only", "..."],
    ["the session's hash within", `${id}.${issued}.${sessionHash}.${mac}`],
  ])("does not work with %s", (_, changed) => {
    expect(refuseJoinToken(signer, changed, about)).toBe(notGenuine);
  });

  test("does not work under another secret", () => {
    const other = createSigner("another-secret-for-tests-only-012345");
    expect(refuseJoinToken(other, token, about)).toBe(notGenuine);
  });

  test("is nothing else that was signed", () => {
    const session = signer.sign(`${id}.${issued}.${sessionHash}`, "session");
    const forged = `${id}.${issued}.${session.slice(session.lastIndexOf(".") + 1)}`;
    expect(refuseJoinToken(signer, forged, about)).toBe(notGenuine);
  });
});
