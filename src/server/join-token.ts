import { randomBytes } from "node:crypto";
import { LiveloomError } from "../errors.ts";
import type { Signer } from "../http/signing.ts";
import type { Session } from "../session/session.ts";

/** How long an open page may come back with its token, in milliseconds; later it is reloaded. */
export const joinTokenLifetime = 24 * 60 * 60 * 1000;

const purpose = "join";

/**
 * Proves that a socket belongs to a page which this app rendered for this very session (OWASP ASVS 5.0,
 * 4.4.3). The session's hash is part of what is signed, not of the token.
 */
export function issueJoinToken(signer: Signer, sessionHash: string, now: number): string {
  const body = `${randomBytes(12).toString("base64url")}.${now.toString(36)}`;
  const signed = signer.sign(`${body}.${sessionHash}`, purpose);
  return `${body}.${signed.slice(signed.lastIndexOf(".") + 1)}`;
}

interface TokenUse {
  readonly session: Pick<Session, "idHashes">;
  readonly now: number;
}

/** @throws LV-TOKEN-INVALID when the token does not work for this session now. */
export function checkJoinToken(signer: Signer, token: string, use: TokenUse): void {
  const reason = refusalOf(signer, token, use);
  if (reason) throw new LiveloomError("LV-TOKEN-INVALID", { reason });
}

function refusalOf(signer: Signer, token: string, { session, now }: TokenUse): string | undefined {
  const [id = "", issued = "", mac = "", ...more] = token.split(".");
  const isSigned = session.idHashes.some(
    (idHash) => signer.verify(`${id}.${issued}.${idHash}.${mac}`, purpose) !== undefined,
  );
  if (more.length > 0 || !isSigned) return "its token belongs to another session or is not genuine";
  return now - Number.parseInt(issued, 36) > joinTokenLifetime ? "its token is too old" : undefined;
}
