import { createHash, createSign, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

type Claims = Readonly<Record<string, unknown>>;

/** What the provider does wrong, or otherwise than usual. */
export interface Misbehaviour {
  /** Paths that get no answer, or this status. */
  readonly silent?: readonly string[];
  readonly broken?: readonly string[];
  /** Says this instead of letting somebody in. */
  readonly error?: string;
  /** What the id_token says instead. */
  readonly token?: (claims: Claims) => Claims;
  /** Signs by a key that nobody knows. */
  readonly isForged?: boolean;
  /** Gives no id_token. */
  readonly hasNoToken?: boolean;
  /** What it says about itself instead. */
  readonly configuration?: Claims;
}

interface Grant {
  readonly query: URLSearchParams;
  readonly claims: Claims;
}

const keyId = "only";

const ada: Claims = {
  sub: "ada-1",
  preferred_username: "ada",
  email: "ada@example.com",
  email_verified: true,
};

const made = new Map<string, ReturnType<typeof newKeys>>();

function newKeys() {
  return generateKeyPairSync("rsa", { modulusLength: 2048 });
}

/** Making keys takes a while: all providers have the same. */
function keysOf(owner: "provider" | "stranger") {
  const keys = made.get(owner) ?? newKeys();
  made.set(owner, keys);
  return keys;
}

/** An OpenID Connect provider for tests: it lets in whoever `claims` says, or whoever types a name into its page. */
export class OpenIdServer {
  readonly clientId = "liveloom-tests";
  readonly clientSecret = "a secret: with + and ü";
  readonly issuer: string;
  /** What it says about whoever comes; with `askName` the name is what they type. */
  claims = ada;
  userinfo: Claims = {};
  misbehaviour: Misbehaviour = {};
  /** Whether it has a page that asks for a name. Otherwise it answers at once. */
  asksName = false;
  /** The queries of those who came. */
  readonly visits: URLSearchParams[] = [];
  /** How often each path was asked for. */
  readonly counts = new Map<string, number>();
  readonly #server: Server;
  readonly #grants = new Map<string, Grant>();

  static async start(): Promise<OpenIdServer> {
    const server = createServer().listen(0, "localhost");
    await once(server, "listening");
    const address = server.address();
    return new OpenIdServer(server, typeof address === "object" && address ? address.port : 0);
  }

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.issuer = `http://localhost:${port}`;
    server.on("request", (request, response) => {
      void this.#answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
    });
  }

  /** As if nothing had happened. */
  reset(): void {
    this.claims = ada;
    this.userinfo = {};
    this.misbehaviour = {};
    this.visits.length = 0;
    this.counts.clear();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.issuer);
    const { silent = [], broken = [] } = this.misbehaviour;
    this.counts.set(url.pathname, (this.counts.get(url.pathname) ?? 0) + 1);
    if (silent.includes(url.pathname)) return;
    if (broken.includes(url.pathname)) return void response.writeHead(503).end("<h1>Closed</h1>");
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return json(response, { ...this.#configuration, ...this.misbehaviour.configuration });
      case "/keys":
        return json(response, {
          keys: [
            {
              ...keysOf("provider").publicKey.export({ format: "jwk" }),
              kid: keyId,
              use: "sig",
              alg: "RS256",
            },
          ],
        });
      case "/authorize":
        return this.#authorize(url.searchParams, response);
      case "/token":
        return this.#token(request, new URLSearchParams(await textOf(request)), response);
      case "/userinfo":
        return json(response, { sub: this.claims.sub, ...this.userinfo });
      default:
        response.writeHead(404).end();
    }
  }

  get #configuration(): Claims {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
      authorization_response_iss_parameter_supported: true,
    };
  }

  #authorize(query: URLSearchParams, response: ServerResponse): void {
    const name = query.get("name");
    if (this.asksName && name === null) return this.#askName(query, response);
    this.visits.push(query);
    const back = new URL(query.get("redirect_uri") ?? "");
    back.searchParams.set("state", query.get("state") ?? "");
    back.searchParams.set("iss", this.issuer);
    const { error } = this.misbehaviour;
    if (error !== undefined) back.searchParams.set("error", error);
    else back.searchParams.set("code", this.#grant(query, name));
    response.writeHead(302, { location: back.href }).end();
  }

  #grant(query: URLSearchParams, name: string | null): string {
    const code = randomUUID();
    const who =
      name === null ? {} : { sub: `${name}-1`, preferred_username: name, email: `${name}@example.com` };
    this.#grants.set(code, { query, claims: { ...this.claims, ...who } });
    return code;
  }

  #askName(query: URLSearchParams, response: ServerResponse): void {
    const kept = [...query].map(
      ([name, value]) => `<input type="hidden" name="${name}" value="${encode(value)}">`,
    );
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><html lang="en"><title>Provider</title><h1>Who are you?</h1>
      <form action="/authorize">${kept.join("")}<label>Name <input name="name"></label><button>It is me</button></form>`);
  }

  #token({ headers }: IncomingMessage, body: URLSearchParams, response: ServerResponse): void {
    const code = body.get("code") ?? "";
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    if (!this.#isClient(headers.authorization)) return json(response, { error: "invalid_client" }, 401);
    const challenge = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight =
      grant?.query.get("code_challenge") === challenge &&
      grant.query.get("code_challenge_method") === "S256" &&
      grant.query.get("redirect_uri") === body.get("redirect_uri");
    if (!grant || !isRight) return json(response, { error: "invalid_grant" }, 400);
    const token = this.misbehaviour.hasNoToken ? {} : { id_token: this.#idToken(grant) };
    json(response, { access_token: `secret-${code}`, token_type: "Bearer", expires_in: 60, ...token });
  }

  #isClient(authorization = ""): boolean {
    const [name, secret] = Buffer.from(authorization.replace("Basic ", ""), "base64").toString().split(":");
    const sent = new URLSearchParams(`name=${name}&secret=${secret}`);
    return sent.get("name") === this.clientId && sent.get("secret") === this.clientSecret;
  }

  #idToken({ query, claims }: Grant): string {
    const now = Math.floor(Date.now() / 1000);
    const { token = (same) => same, isForged = false } = this.misbehaviour;
    const standard = {
      iss: this.issuer,
      aud: this.clientId,
      iat: now,
      exp: now + 300,
      nonce: query.get("nonce"),
      ...(query.has("max_age") && { auth_time: now }),
    };
    return jwt(token({ ...standard, ...claims }), keysOf(isForged ? "stranger" : "provider").privateKey);
  }
}

function jwt(claims: Claims, key: KeyObject): string {
  const [header, body] = [{ alg: "RS256", kid: keyId }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  const signature = createSign("RSA-SHA256").update(`${header}.${body}`).sign(key, "base64url");
  return `${header}.${body}.${signature}`;
}

function json(response: ServerResponse, body: Claims, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function encode(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
