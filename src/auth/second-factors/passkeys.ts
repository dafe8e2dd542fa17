import { randomBytes } from "node:crypto";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { loadPackage } from "../../load-package.ts";
import type { PasskeyStore, StoredPasskey } from "../store/passkey-store.ts";
import type { Account, UserStore } from "../store/user-store.ts";
import { credentialIn } from "./passkey-credential.ts";
import type { SessionNotes } from "./session-notes.ts";

const handleBytes = 32;
const challengeBytes = 32;

/** How long the browser waits for somebody, in milliseconds. */
const timeout = 5 * 60_000;

/** Ed25519, ECDSA with P-256, RSA: what authenticators have. */
const algorithms = [-8, -7, -257];

/** A browser session, and where it is. */
export interface PasskeyPlace {
  readonly sessionHash: string;
  /** The app's own, "https://example.com". */
  readonly origin: string;
}

/** Who makes a passkey. */
interface PasskeyOwner {
  readonly id: number;
  readonly username: string;
}

/** What came of a proof: whose passkey was used, or why none was. */
export type PasskeyProof =
  | { readonly account: Account }
  | { readonly refused: "challenge" | "unknown" | "wrong" | "counter"; readonly userId?: number };

interface PasskeysOptions {
  readonly store: PasskeyStore;
  readonly users: UserStore;
  readonly notes: SessionNotes;
  readonly siteName: string | undefined;
  now(): number;
}

/** Making and checking passkeys, by the package `@simplewebauthn/server`. Challenges are kept here, and work once. */
export class Passkeys {
  readonly #parts: PasskeysOptions;

  constructor(parts: PasskeysOptions) {
    this.#parts = parts;
  }

  /** @throws LV-PACKAGE-MISSING */
  async start(): Promise<void> {
    await load();
  }

  /** What the browser needs to make a passkey. */
  async creationOptions({ sessionHash, origin }: PasskeyPlace, owner: PasskeyOwner): Promise<object> {
    const { store, notes, siteName } = this.#parts;
    const existing = await store.listOf(owner.id);
    const userHandle = existing[0]?.userHandle ?? randomBytes(handleBytes).toString("base64url");
    const challenge = randomBytes(challengeBytes);
    await notes.keep(sessionHash, "new-passkey", {
      userId: owner.id,
      data: { challenge: challenge.toString("base64url"), userHandle },
    });
    const { generateRegistrationOptions } = await load();
    const { hostname } = new URL(origin);
    return await generateRegistrationOptions({
      rpName: siteName ?? hostname,
      rpID: hostname,
      userName: owner.username,
      userDisplayName: owner.username,
      userID: new Uint8Array(Buffer.from(userHandle, "base64url")),
      challenge: new Uint8Array(challenge),
      timeout,
      attestationType: "none",
      excludeCredentials: existing.map(({ id }) => ({ id })),
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      supportedAlgorithmIDs: algorithms,
    });
  }

  /** The passkey in what a browser has made; undefined when it is none, or not the one that was asked for. */
  async created(
    { sessionHash, origin }: PasskeyPlace,
    userId: number,
    text: string,
  ): Promise<Omit<StoredPasskey, "name"> | undefined> {
    const { notes, now } = this.#parts;
    const note = await notes.take(sessionHash, "new-passkey");
    const response = credentialIn<RegistrationResponseJSON>(text);
    if (note?.userId !== userId || !response) return undefined;
    const { challenge, userHandle } = note.data;
    const verified = await this.#verifyCreation(response, origin, String(challenge));
    if (!verified) return undefined;
    const { id, publicKey, counter, transports = [] } = verified;
    return {
      id,
      userId,
      userHandle: String(userHandle),
      publicKey: Buffer.from(publicKey).toString("base64url"),
      signCount: counter,
      transports: transports.filter((each) => typeof each === "string").slice(0, 10),
      createdAt: now(),
      lastUsedAt: null,
    };
  }

  async #verifyCreation(response: RegistrationResponseJSON, origin: string, challenge: string) {
    const { verifyRegistrationResponse } = await load();
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: new URL(origin).hostname,
        requireUserVerification: true,
        supportedAlgorithmIDs: algorithms,
      });
      return verified ? registrationInfo?.credential : undefined;
    } catch {
      // Whatever a browser sends that does not fit ends here.
      return undefined;
    }
  }

  /** What the browser needs to prove a passkey. @param userId whose; undefined for whoever has one here */
  async requestOptions({ sessionHash, origin }: PasskeyPlace, userId?: number): Promise<object> {
    const { store, notes } = this.#parts;
    const challenge = randomBytes(challengeBytes);
    const data = { challenge: challenge.toString("base64url") };
    await notes.keep(sessionHash, "passkey-challenge", { userId: userId ?? null, data });
    const { generateAuthenticationOptions } = await load();
    const own = userId === undefined ? [] : await store.listOf(userId);
    return await generateAuthenticationOptions({
      rpID: new URL(origin).hostname,
      challenge: new Uint8Array(challenge),
      timeout,
      userVerification: "required",
      allowCredentials: own.map(({ id }) => ({ id })),
    });
  }

  /** Checks what a browser has signed, and notes that the passkey was used. */
  async prove({ sessionHash, origin }: PasskeyPlace, text: string): Promise<PasskeyProof> {
    const { store, users, notes, now } = this.#parts;
    const note = await notes.take(sessionHash, "passkey-challenge");
    if (!note) return { refused: "challenge" };
    const response = credentialIn<AuthenticationResponseJSON>(text);
    const passkey = response && (await store.find(response.id));
    if (!passkey) return { refused: "unknown" };
    const { userId } = passkey;
    // Read before anything is checked: what happens to the account from now on raises its epoch.
    const account = await users.get(userId);
    if (!account?.isActive) return { refused: "unknown", userId };
    const handle = response.response.userHandle ?? undefined;
    if (handle !== undefined && handle !== passkey.userHandle) return { refused: "wrong", userId };
    if (note.userId !== null && note.userId !== userId) return { refused: "wrong", userId };
    const challenge = String(note.data.challenge);
    const signCount = await this.#verifyProof(response, { origin, challenge, passkey });
    if (signCount === undefined) return { refused: "wrong", userId };
    return (await store.use(passkey.id, signCount, now())) ? { account } : { refused: "counter", userId };
  }

  /** What the authenticator's counter says; undefined when something does not fit. */
  async #verifyProof(
    response: AuthenticationResponseJSON,
    { origin, challenge, passkey }: { origin: string; challenge: string; passkey: StoredPasskey },
  ): Promise<number | undefined> {
    const { verifyAuthenticationResponse } = await load();
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: new URL(origin).hostname,
        requireUserVerification: true,
        // The counter is compared where it is stored, so that two proofs at once cannot both pass.
        credential: {
          id: passkey.id,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
          counter: 0,
        },
      });
      return verified ? authenticationInfo.newCounter : undefined;
    } catch {
      return undefined;
    }
  }
}

async function load(): Promise<typeof import("@simplewebauthn/server")> {
  return await loadPackage("@simplewebauthn/server", () => import("@simplewebauthn/server"));
}
