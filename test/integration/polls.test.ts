import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { live } from "../../src/server/live-route.ts";
import { pollLimits } from "../../src/server/polls.ts";
import {
  type Change,
  ClientFrame,
  limits,
  type PollHead,
  PollKind,
  pollType,
  ServerFrame,
} from "../../src/shared/wire.ts";
import { html } from "../../src/template/html.ts";
import { LiveApp, type OpenPage } from "./live-app.ts";
import { LiveClient } from "./live-client.ts";

class List extends LiveView {
  items = "";

  mount() {
    this.subscribe("list");
  }

  add = event({ params: z.object({ item: z.number() }) }, ({ item }) => {
    this.items = `${this.items} ${item}`.trim();
  });

  handleInfo(_topic: string, message: unknown) {
    this.items = `${this.items} told:${message}`.trim();
  }

  render() {
    return html`<p>${this.items}</p>`;
  }
}

let app: LiveApp;

beforeAll(async () => {
  app = await LiveApp.start({ production: true, routes: [live("/list/", List)] });
});

afterAll(() => app.close());

interface Answer {
  readonly status: number;
  readonly lines: unknown[];
}

/** Posts a poll by hand; with other headers than the page's own where they are given. */
async function post(
  page: Pick<OpenPage, "cookie">,
  [head, ...frames]: [unknown, ...unknown[]],
  headers: Record<string, string> = {},
): Promise<Answer> {
  const body = [head, ...frames].map((line) => JSON.stringify(line)).join("\n");
  const response = await fetch(app.pollAddress, {
    method: "POST",
    body,
    headers: { "content-type": pollType, origin: app.origin, cookie: page.cookie, ...headers },
  });
  const text = await response.text();
  return {
    status: response.status,
    lines: response.ok ? text.split("\n").map((line) => JSON.parse(line)) : [text.trim()],
  };
}

async function open(page: Pick<OpenPage, "cookie">): Promise<string> {
  const { lines } = await post(page, [[PollKind.Open]]);
  return String((lines[0] as unknown[])[0]);
}

async function join(page: OpenPage): Promise<string> {
  const id = await open(page);
  await post(page, [
    [PollKind.Send, id, 0],
    [ClientFrame.Join, 0, page.token, page.path, 0],
  ]);
  return id;
}

const adding = (sequence: number) => [ClientFrame.Event, 0, sequence, "add", { item: sequence }];

describe("frames over HTTP", () => {
  test("are answered together, and again until the browser says that it has them", async () => {
    const page = await app.open("/list/");
    const id = await join(page);
    const first = await post(page, [[PollKind.Poll, id, 0, 1]]);
    expect(first.lines).toEqual([[0], [ServerFrame.Joined, 0, expect.any(String), 0]]);
    await post(page, [[PollKind.Send, id, 1], adding(1), adding(2)]);
    const lost = await post(page, [[PollKind.Poll, id, 1, 1]]);
    const again = await post(page, [[PollKind.Poll, id, 1, 1]]);
    expect(again).toEqual(lost);
    expect(again.lines).toEqual([
      [1],
      [ServerFrame.Answer, 0, 1, [0, "1"]],
      [ServerFrame.Answer, 0, 2, [0, "1 2"]],
    ]);
    expect((await post(page, [[PollKind.Poll, id, 3, 0]])).lines).toEqual([[3]]);
  });

  test("are taken once and in order, however often and late they come", async () => {
    const page = await app.open("/list/");
    const id = await join(page);
    expect((await post(page, [[PollKind.Send, id, 1], adding(1)])).lines).toEqual([[2]]);
    expect((await post(page, [[PollKind.Send, id, 1], adding(1), adding(2)])).lines).toEqual([[3]]);
    expect((await post(page, [[PollKind.Send, id, 1], adding(1)])).lines).toEqual([[3]]);
    expect((await post(page, [[PollKind.Send, id, 5], adding(4)])).lines).toEqual([[3]]);
    const { lines } = await post(page, [[PollKind.Poll, id, 1, 1]]);
    expect(lines.at(-1)).toEqual([ServerFrame.Answer, 0, 2, [0, "1 2"]]);
  });

  test("a poll waits until there is something to say", async () => {
    const page = await app.open("/list/");
    const id = await join(page);
    await post(page, [[PollKind.Poll, id, 0, 1]]);
    const waiting = post(page, [[PollKind.Poll, id, 1, 1]]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    app.publish("list", "news");
    expect((await waiting).lines).toEqual([[1], [ServerFrame.Patch, 0, [0, "told:news"]]]);
  });

  test("a second poll ends the first, which its browser must have given up", async () => {
    const page = await app.open("/list/");
    const id = await join(page);
    await post(page, [[PollKind.Poll, id, 0, 1]]);
    const first = post(page, [[PollKind.Poll, id, 1, 1]]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const second = post(page, [[PollKind.Poll, id, 1, 1]]);
    expect((await first).lines).toEqual([[1]]);
    app.publish("list", "news");
    expect((await second).lines).toHaveLength(2);
  });

  test("a page that leaves ends its connection", async () => {
    const page = await app.open("/list/");
    const id = await join(page);
    expect((await post(page, [[PollKind.Close, id]])).status).toBe(200);
    expect(await post(page, [[PollKind.Poll, id, 0, 0]])).toEqual({
      status: 410,
      lines: ["This is no longer there."],
    });
  });

  test("a frame that is not valid closes the connection as it closes a socket", async () => {
    const page = await app.open("/list/");
    const id = await join(page);
    await post(page, [[PollKind.Send, id, 1], { not: "a frame" }]);
    const { lines } = await post(page, [[PollKind.Poll, id, 1, 1]]);
    expect(lines).toEqual([
      [1, 4400],
      [ServerFrame.Refused, -1, 0, "LV-FRAME-MALFORMED", "The server did not understand this."],
    ]);
  });

  test("a page of another version is told so", async () => {
    const { cookie } = await app.open("/list/");
    const response = await app.fetchAs(cookie)(app.pollAddress.replace("v=1", "v=0"), {
      method: "POST",
      body: JSON.stringify([PollKind.Open]),
      headers: { "content-type": pollType },
    });
    expect(await response.json()).toEqual(["", 4426]);
  });
});

describe("a poll is refused", () => {
  test.each<[string, Record<string, string>, number]>([
    ["of another site", { origin: "https://evil.example" }, 403],
    ["of a page without an origin", { origin: "null" }, 403],
    ["that a form could send", { "content-type": "text/plain" }, 400],
  ])("%s", async (_, headers, status) => {
    const page = await app.open("/list/");
    const id = await open(page);
    expect((await post(page, [[PollKind.Open]], headers)).status).toBe(status);
    expect((await post(page, [[PollKind.Poll, id, 0, 0]], headers)).status).toBe(status);
  });

  test("without a session, or with a cookie that is not ours", async () => {
    expect((await post({ cookie: "" }, [[PollKind.Open]])).status).toBe(410);
    expect((await post({ cookie: "session=made-up" }, [[PollKind.Open]])).status).toBe(410);
  });

  test("with another session's connection", async () => {
    const [page, other] = [await app.open("/list/"), await app.open("/list/")];
    const id = await open(page);
    for (const head of [
      [PollKind.Poll, id, 0, 0],
      [PollKind.Send, id, 0],
      [PollKind.Close, id],
    ])
      expect((await post(other, [head])).status).toBe(410);
    expect((await post(page, [[PollKind.Poll, id, 0, 0]])).status).toBe(200);
  });

  test.each<[string, (id: string) => unknown[]]>([
    ["nothing", () => []],
    ["an object", () => [{}]],
    ["an unknown kind", (id) => [[9, id, 0, 0]]],
    ["no id", () => [[PollKind.Poll, 1, 0, 0]]],
    ["a negative count", (id) => [[PollKind.Send, id, -1]]],
    ["a count that is no number", (id) => [[PollKind.Poll, id, "0", 0]]],
    ["a wait of its own", (id) => [[PollKind.Poll, id, 0, 1e9]]],
    ["frames in a poll", (id) => [[PollKind.Poll, id, 0, 0], adding(1)]],
    ["a long first line", (id) => [[PollKind.Close, id.repeat(10)]]],
    ["too many frames", (id) => [[PollKind.Send, id, 0], ...Array(limits.pollFrames + 1).fill([2])]],
  ])("with %s", async (_, linesOf) => {
    const page = await app.open("/list/");
    const id = await open(page);
    const { status, lines } = await post(page, linesOf(id) as [unknown]);
    expect({ status, lines }).toEqual({
      status: 400,
      lines: ["The server did not understand this."],
    });
  });

  test("when its body is too large", async () => {
    const page = await app.open("/list/");
    const id = await open(page);
    const { status } = await post(page, [[PollKind.Send, id, 0], "x".repeat(limits.pollBytes)]);
    expect(status).toBe(413);
  });

  test("when its session has too many connections", async () => {
    const page = await app.open("/list/");
    const ids = await Promise.all(Array.from({ length: pollLimits.session }, () => open(page)));
    expect((await post(page, [[PollKind.Open]])).status).toBe(503);
    await post(page, [[PollKind.Close, ids[0]]]);
    expect((await post(page, [[PollKind.Open]])).status).toBe(200);
  });
});

describe("on a bad network", () => {
  /** Every third answer is lost, every fourth request comes twice, every fifth is answered by a proxy. */
  function unreliable(good: typeof fetch): typeof fetch {
    let count = 0;
    return async (input, options) => {
      const turn = ++count;
      if (turn % 5 === 0) return new Response("Bad gateway", { status: 502 });
      if (turn % 4 === 0) void good(input, options).catch(() => {});
      const response = await good(input, options);
      // Not the opening: who gets no id opens another connection.
      const isLost = turn % 3 === 0 && !String(options?.body).startsWith(`[${PollKind.Open}`);
      if (isLost) throw new TypeError("The answer is lost");
      return response;
    };
  }

  test("every event is handled once and in order, and every answer comes once", async () => {
    const page = await app.open("/list/");
    const client = await LiveClient.overHttp(app.pollAddress, unreliable(app.fetchAs(page.cookie)));
    await client.join(page);
    const numbers = Array.from({ length: 25 }, (_, index) => index + 1);
    for (const item of numbers) {
      client.post("add", { item });
      if (item % 6 === 0) await client.next();
    }
    await vi.waitFor(() => expect(client.received).toHaveLength(26), { timeout: 15_000 });
    const answered = client.received.slice(1).map((text) => JSON.parse(text) as unknown[]);
    expect(answered.map(([, , sequence]) => sequence)).toEqual(numbers);
    expect(answered.map(([, , , patch]) => patch).reduce(shownText, "")).toBe(numbers.join(" "));
  });

  test("a network that is gone is noticed", async () => {
    const page = await app.open("/list/");
    let isDown = false;
    const good = app.fetchAs(page.cookie);
    const client = await LiveClient.overHttp(app.pollAddress, async (input, options) => {
      if (isDown) throw new TypeError("There is no network");
      return await good(input, options);
    });
    await client.join(page);
    isDown = true;
    client.post("add", { item: 1 });
    expect(await client.closeCode).toBe(0);
  });
});

test("a connection whose browser says nothing is closed and forgotten", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "Date"] });
  const silent = await LiveApp.start({ production: true, routes: [live("/list/", List)] });
  try {
    const page = await silent.open("/list/");
    const send = silent.fetchAs(page.cookie);
    const ask = async (head: PollHead) =>
      await send(silent.pollAddress, {
        method: "POST",
        body: JSON.stringify(head),
        headers: { "content-type": pollType },
      });
    const [id] = (await (await ask([PollKind.Open])).json()) as [string];
    await vi.advanceTimersByTimeAsync(66_000);
    expect((await ask([PollKind.Poll, id, 0, 0])).status).toBe(410);
  } finally {
    vi.useRealTimers();
    await silent.close();
  }
});

/** The text of a view that shows one text, after a patch. */
function shownText(before: string, patch: unknown): string {
  const [, change] = patch as [0, string | [typeof Change.Append, string]];
  return typeof change === "string" ? change : before + change[1];
}
