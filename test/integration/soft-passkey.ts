import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** What a page gives to the browser, as far as it matters here. */
export interface PasskeyOptions {
  readonly challenge: string;
  readonly rpId?: string;
  readonly rp?: { readonly id: string };
  readonly user?: { readonly id: string };
  readonly allowCredentials?: readonly { readonly id: string }[];
}

/** What an authenticator may do wrong. */
interface Quirks {
  readonly origin?: string;
  readonly type?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly userHandle?: string | undefined;
  readonly signCount?: number;
  /** User present 1, user verified 4. */
  readonly flags?: number;
  readonly key?: KeyObject;
}

const attestedData = 0x40;
const base64Url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");
const sha256 = (text: string) => createHash("sha256").update(text).digest();

/** An authenticator in software, with one passkey of ECDSA with P-256. */
export class SoftPasskey {
  readonly id = base64Url(randomBytes(32));
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly #origin: string;
  userHandle: string | undefined;
  signCount = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The answer to options of creation, as JSON. */
  create({ challenge, rp, user }: PasskeyOptions, quirks: Quirks = {}): object {
    this.userHandle = user?.id;
    const credential = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, 32]),
      Buffer.from(this.id, "base64url"),
      this.#publicKey(),
    ]);
    const head = this.#head(rp?.id ?? "", { flags: 5, ...quirks }, attestedData);
    const data = Buffer.concat([head, credential]);
    const attestation = Buffer.concat([
      Buffer.from([0xa3]),
      cborText("fmt"),
      cborText("none"),
      cborText("attStmt"),
      Buffer.from([0xa0]),
      cborText("authData"),
      Buffer.from([0x58, data.length]),
      data,
    ]);
    const clientData = this.#clientData({ type: "webauthn.create", challenge, ...quirks });
    return this.#credential({
      clientDataJSON: base64Url(clientData),
      attestationObject: base64Url(attestation),
      transports: ["internal"],
    });
  }

  /** The answer to options of a request, as JSON. */
  get({ challenge, rpId = "" }: PasskeyOptions, quirks: Quirks = {}): object {
    const { key = this.#keys.privateKey, userHandle = this.userHandle } = quirks;
    this.signCount = quirks.signCount ?? (this.signCount === 0 ? 0 : this.signCount + 1);
    const data = this.#head(rpId, { flags: 5, signCount: this.signCount, ...quirks }, 0);
    const clientData = this.#clientData({ type: "webauthn.get", challenge, ...quirks });
    const signature = sign("sha256", Buffer.concat([data, sha256(clientData)]), key);
    return this.#credential({
      clientDataJSON: base64Url(clientData),
      authenticatorData: base64Url(data),
      signature: base64Url(signature),
      userHandle,
    });
  }

  #credential(response: object): object {
    return { id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {}, response };
  }

  #clientData({ type, challenge, origin = this.#origin }: Quirks): string {
    return JSON.stringify({ type, challenge, origin, crossOrigin: false });
  }

  #head(rpId: string, { rpId: other = rpId, flags = 5, signCount = 0 }: Quirks, more: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(signCount);
    return Buffer.concat([sha256(other), Buffer.from([flags | more]), count]);
  }

  /** COSE: kty 2, alg -7, crv 1, x, y. */
  #publicKey(): Buffer {
    const { x = "", y = "" } = this.#keys.publicKey.export({ format: "jwk" });
    const coordinate = (text: string) =>
      Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text, "base64url")]);
    const start = Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]);
    return Buffer.concat([start, coordinate(x), Buffer.from([0x22]), coordinate(y)]);
  }
}

function cborText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 | text.length]), Buffer.from(text)]);
}
