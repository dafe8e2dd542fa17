import { describe, expect, test } from "vitest";
import { LiveloomError } from "../errors.ts";
import { createSigner } from "../http/signing.ts";
import { limits } from "../shared/wire.ts";
import { checkJoinToken, issueJoinToken, joinTokenLifetime } from "./join-token.ts";

const signer = createSigner("a-secret-for-tests-only-0123456789");
const now = 1_700_000_000_000;
const sessionHash = "hash-of-session";
const about = { session: { idHashes: [sessionHash] }, now };
const token = issueJoinToken(signer, sessionHash, now);

const notGenuine = invalid("its token belongs to another session or is not genuine");
const tooOld = invalid("its token is too old");

function invalid(reason: string): LiveloomError {
  return new LiveloomError("LV-TOKEN-INVALID", { reason });
}

describe("a join token", () => {
  test("works for its session", () => {
    expect(() => checkJoinToken(signer, token, about)).not.toThrow();
  });

  test("works until its lifetime is over, and not a moment longer", () => {
    const last = now + joinTokenLifetime;
    expect(() => checkJoinToken(signer, token, { ...about, now: last })).not.toThrow();
    expect(() => checkJoinToken(signer, token, { ...about, now: last + 1 })).toThrow(tooOld);
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
      expect(() => checkJoinToken(signer, token, { now, session: { idHashes: [idHash] } })).toThrow(
        notGenuine,
      );
    },
  );

  test("works for its session after that was renewed", () => {
    const session = { idHashes: ["newest", "newer", sessionHash] };
    expect(() => checkJoinToken(signer, token, { now, session })).not.toThrow();
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
    expect(() => checkJoinToken(signer, changed, about)).toThrow(notGenuine);
  });

  test("does not work under another secret", () => {
    const other = createSigner("another-secret-for-tests-only-012345");
    expect(() => checkJoinToken(other, token, about)).toThrow(notGenuine);
  });

  test("is nothing else that was signed", () => {
    const session = signer.sign(`${id}.${issued}.${sessionHash}`, "session");
    const forged = `${id}.${issued}.${session.slice(session.lastIndexOf(".") + 1)}`;
    expect(() => checkJoinToken(signer, forged, about)).toThrow(notGenuine);
  });
});
