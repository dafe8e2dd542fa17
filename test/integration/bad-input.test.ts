import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { event } from "../../src/live/event.ts";
import { refusalLimit } from "../../src/live/frame-budget.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { get } from "../../src/server/http-route.ts";
import { issueJoinToken, joinTokenLifetime } from "../../src/server/join-token.ts";
import { live } from "../../src/server/live-route.ts";
import { ClientFrame, CloseCode, limits, ServerFrame, type ServerMessage } from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, type OpenPage, sessionOf, signer } from "./live-app.ts";
import type { LiveClient } from "./live-client.ts";

class VaultCounter extends LiveView {
  count = 0;

  increment = event(() => {
    this.count++;
  });

  deposit = event({ params: z.object({ amount: z.number().int() }) }, ({ amount }) => {
    this.count += amount;
  });

  openVault = event({ permission: "teams.manage_team_members" }, () => {
    this.count = 1_000_000;
  });

  explode = event(() => {
    throw new Error("connection to db-host-7 refused");
  });

  render() {
    return html`<p>${this.count}</p>`;
  }
}

/** What production must never tell: names in the program, texts of its errors, places in its source. */
const internals =
  /VaultCounter|increment|deposit|openVault|explode|db-host|manage_team|node:|\.ts\b|expected|zoderror/i;

const notUnderstood = "The server did not understand this.";
const notThere = "This does not exist.";
const notPermitted = "You do not have permission to do this.";

let app: LiveApp;
let page: OpenPage;
let client: LiveClient;
let bystander: LiveClient;
let bystanderCount = 0;

beforeAll(async () => {
  app = await LiveApp.start({
    production: true,
    routes: [live("/", VaultCounter), get("/plain/", () => new Response("plain"))],
  });
  bystander = await app.visit("/");
});

afterAll(() => app.close());

beforeEach(async () => {
  page = await app.open("/");
  client = await app.connect(page);
});

// Whatever was sent: nothing internal came back, and everybody else is served as before.
afterEach(async () => {
  expect(client.received.join("\n")).not.toMatch(internals);
  await expectBystanderServed();
  await client.close();
});

async function expectBystanderServed(): Promise<void> {
  bystanderCount++;
  const answer = [ServerFrame.Answer, 0, bystanderCount, [0, String(bystanderCount)]];
  expect(await bystander.call("increment")).toEqual(answer);
}

function refused(sequence: number, code: string, sentence: string): unknown[] {
  return [ServerFrame.Refused, 0, sequence, code, sentence];
}

describe("an event", () => {
  beforeEach(() => client.join(page));

  test.each([
    ["an unknown one", "withdraw", "LV-EVENT-UNKNOWN", notThere],
    ["a method of the view", "render", "LV-EVENT-UNKNOWN", notThere],
    ["a hook of the view", "mount", "LV-EVENT-UNKNOWN", notThere],
    ["a field of the view", "count", "LV-EVENT-UNKNOWN", notThere],
    ["an inherited method", "toString", "LV-EVENT-UNKNOWN", notThere],
    ["the constructor", "constructor", "LV-EVENT-UNKNOWN", notThere],
    ["the prototype", "__proto__", "LV-EVENT-NAME", notUnderstood],
    ["no name", "", "LV-EVENT-NAME", notUnderstood],
    ["1,000 characters", "x".repeat(1_000), "LV-EVENT-NAME", notUnderstood],
    ["other letters", "zählen", "LV-EVENT-NAME", notUnderstood],
    ["a look-alike letter", "incr\u0435ment", "LV-EVENT-NAME", notUnderstood],
    ["a lone surrogate", "\ud800", "LV-EVENT-NAME", notUnderstood],
    ["a NUL character", "increment\0", "LV-EVENT-NAME", notUnderstood],
  ])("is refused when its name is %s", async (_, name, code, sentence) => {
    expect(await client.call(name)).toEqual(refused(1, code, sentence));
    expect(await client.call("increment")).toEqual([ServerFrame.Answer, 0, 2, [0, "1"]]);
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "amount"],
    ["a list", [1]],
    ["an empty object", {}],
    ["a text for a number", { amount: "1" }],
    ["a fraction for an integer", { amount: 0.5 }],
    ["an object for a number", { amount: { valueOf: 1 } }],
    ["a value in the prototype", JSON.parse('{"__proto__": {"amount": 1}}')],
  ])("is refused when its parameters are %s", async (_, params) => {
    expect(await client.call("deposit", params)).toEqual(refused(1, "LV-PARAMS-INVALID", notUnderstood));
    expect(await client.call("increment")).toEqual([ServerFrame.Answer, 0, 2, [0, "1"]]);
  });

  test("is refused without the permission", async () => {
    expect(await client.call("openVault")).toEqual(refused(1, "LV-LOGIN-REQUIRED", "Log in to continue."));
  });

  test("that throws tells an id and no reason", async () => {
    const message = await client.call("explode");
    expect(message).toEqual([...refused(1, "LV-INTERNAL", "Something went wrong."), message[5]]);
    expect(message[5]).toMatch(/^[\da-f]{8}$/);
  });

  test("is refused on a view that was never mounted", async () => {
    client.send([ClientFrame.Event, 5, 1, "increment", {}]);
    const sentence = "This is no longer there.";
    expect(await client.next()).toEqual([ServerFrame.Refused, 5, 1, "LV-COMPONENT-GONE", sentence]);
  });
});

describe("a frame", () => {
  test.each([
    ["no JSON", "{nonsense"],
    ["empty", ""],
    ["deeply nested", "[".repeat(100_000)],
    ["an object", '{"0":1}'],
    ["a text", '"[2]"'],
    ["null", "null"],
    ["an empty list", "[]"],
    ["of an unknown type", "[99,0]"],
    ["of a type that is text", '["1",0,1,"increment",{}]'],
    ["an event for a view beyond the limit", `[1,${limits.views},1,"increment",{}]`],
    ["an event for a negative view", '[1,-2,1,"increment",{}]'],
    ["an event for a view that is text", '[1,"0",1,"increment",{}]'],
    ["an event for a view that is a list", '[1,[0],1,"increment",{}]'],
    ["an event whose number is text", '[1,0,"1","increment",{}]'],
    ["an event whose number is a fraction", '[1,0,1.5,"increment",{}]'],
    ["an event whose number is too large", '[1,0,1e300,"increment",{}]'],
    ["an event whose name is a number", "[1,0,1,1,{}]"],
    ["an event whose name is an object", '[1,0,1,{"toString":1},{}]'],
    ["a join without anything", "[0,0]"],
    ["a join whose token is a number", '[0,0,1,"/",0]'],
    ["a join whose token is too long", `[0,0,"${"t".repeat(limits.token + 1)}","/",0]`],
    ["a join whose address is null", '[0,0,"token",null,0]'],
    ["a join whose address is too long", `[0,0,"token","/${"x".repeat(limits.url)}",0]`],
    ["a join whose count is negative", '[0,0,"token","/",-2]'],
    ["a resync without a view", "[3]"],
    ["a leave without a view", "[4]"],
  ])("that is %s closes the socket", async (_, frame) => {
    client.sendRaw(frame);
    expect(await client.next()).toEqual([ServerFrame.Refused, -1, 0, "LV-FRAME-MALFORMED", notUnderstood]);
    expect(await client.closeCode).toBe(CloseCode.Malformed);
  });

  test("that is binary closes the socket", async () => {
    client.sendRaw(Buffer.from(JSON.stringify([ClientFrame.Ping])));
    expect(await client.next()).toEqual([ServerFrame.Refused, -1, 0, "LV-FRAME-BINARY", notUnderstood]);
    expect(await client.closeCode).toBe(CloseCode.Malformed);
  });

  test("of 10 MB closes the socket unread", async () => {
    client.sendRaw("x".repeat(10_000_000));
    expect(await client.closeCode).toBe(1009);
    expect(client.received).toEqual([]);
  });

  test("of exactly the largest size is read, and one byte more is not", async () => {
    client.sendRaw(`[2,"${"x".repeat(limits.frameBytes - '[2,""]'.length)}"]`);
    expect(await client.next()).toEqual([ServerFrame.Pong]);
    client.sendRaw(`[2,"${"x".repeat(limits.frameBytes - '[2,""]'.length + 1)}"]`);
    expect(await client.closeCode).toBe(1009);
  });
});

test("10,000 frames at once are refused one by one, until the socket is closed", async () => {
  await client.join(page);
  for (let count = 0; count < 10_000; count++) client.post("increment");
  await expectBystanderServed();
  expect(await client.closeCode).toBe(CloseCode.RateLimited);
  const messages = client.received.map((received): ServerMessage => JSON.parse(received));
  const refusals = messages.filter(([type]) => type === ServerFrame.Refused);
  expect(refusals).toHaveLength(refusalLimit);
  const sentence = "Too many calls. Wait a moment and try again.";
  expect(refusals.at(-1)).toEqual(refused(Number(refusals.at(-1)?.[2]), "LV-RATE-LIMITED", sentence));
});

describe("a token", () => {
  const refusedJoin = refused(0, "LV-TOKEN-INVALID", notPermitted);

  test("that expired is refused", async () => {
    const { idHash } = await sessionOf(page.cookie);
    const token = issueJoinToken(signer, idHash, Date.now() - joinTokenLifetime - 1_000);
    expect(await client.join({ ...page, token })).toEqual(refusedJoin);
  });

  test.each([
    ["empty", () => ""],
    ["made up", () => "a.b.c"],
    ["tampered with in its id", (token: string) => `A${token}`],
    ["tampered with in its time", (token: string) => token.replace(/\.\w+\./, ".zzzzzzzz.")],
    ["tampered with in its signature", (token: string) => `${token}A`],
    ["longer by a part", (token: string) => `${token}.x`],
  ])("that is %s is refused", async (_, change) => {
    expect(await client.join({ ...page, token: change(page.token) })).toEqual(refusedJoin);
  });

  test("of another browser session is refused", async () => {
    const { token } = await app.open("/");
    expect(await client.join({ ...page, token })).toEqual(refusedJoin);
  });

  test("is refused on a socket without the session's cookie", async () => {
    const stranger = await app.connect({ cookie: "" });
    expect(await stranger.join(page)).toEqual(refusedJoin);
    await stranger.close();
  });

  test("that was used does not take the view over a second time", async () => {
    await client.join(page);
    await client.call("increment");
    const second = await app.connect(page);
    const joined = await second.join(page);
    expect(joined).toEqual([ServerFrame.Joined, 0, joined[2], -1]);
    expect(await second.next()).toEqual([ServerFrame.Replace, 0, "<p lv>0</p>", 1]);
    expect(await client.call("increment")).toEqual([ServerFrame.Answer, 0, 2, [0, "2"]]);
    await second.close();
  });
});

describe("a join that has to mount again", () => {
  test.each([
    ["of another origin", "https://evil.example/"],
    ["of another origin without a scheme", "//evil.example/"],
    ["with a backslash", "/\\evil.example/"],
    ["of another port", "http://localhost:1/"],
    ["that is a script", "javascript:alert(1)"],
    ["that is a file", "file:///etc/passwd"],
    ["that is no address", "http://["],
    ["of a plain route", "/plain/"],
    ["of nothing", "/nowhere/"],
  ])("is refused for an address %s", async (_, path) => {
    const [, , token] = await client.join(page);
    client.send([ClientFrame.Leave, 0]);
    expect(await client.join({ path, token: String(token) })).toEqual(
      refused(0, "LV-ROUTE-UNKNOWN", notThere),
    );
  });
});

test.each([
  ["another site's origin", { Origin: "https://evil.example" }],
  ["no origin", {}],
  ["the origin null", { Origin: "null" }],
  ["the own host over another scheme", { Origin: "https://localhost" }],
  ["the own origin as the start of another", { Origin: "http://localhost.evil.example" }],
])("a handshake with %s is refused", async (_, headers) => {
  const socket = new WebSocket(app.socketAddress, { headers: { ...headers, Cookie: page.cookie } });
  const [, response] = await once(socket, "unexpected-response");
  expect([response.statusCode, await text(response)]).toEqual([403, "LV-ORIGIN-REFUSED\n"]);
});
