import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultFormLimits, FormFields, readForm } from "./body.ts";

const formType = "application/x-www-form-urlencoded";

function post(body: string | ReadableStream | null, headers: Record<string, string> = {}): Request {
  const init = {
    method: "POST",
    body,
    headers: { "content-type": formType, ...headers },
    duplex: "half",
  } as const;
  return new Request("http://app.test/form", init);
}

/** A body that never ends and remembers how much of it was taken and whether it was cancelled. */
function endlessBody(chunk: string) {
  const seen = { bytes: 0, cancelled: false };
  const source = {
    pull(controller: ReadableStreamDefaultController) {
      seen.bytes += chunk.length;
      controller.enqueue(new TextEncoder().encode(chunk));
    },
    cancel() {
      seen.cancelled = true;
    },
  };
  const stream = new ReadableStream(source, { highWaterMark: 0 });
  return { stream, seen };
}

describe("FormFields", () => {
  const fields = new FormFields([
    ["role", "admin"],
    ["name", ""],
    ["role", "member"],
    ["__proto__", "1"],
  ]);

  test("gives the first of several values", () => {
    expect(fields.get("role")).toBe("admin");
  });

  test("gives all values in order", () => {
    expect(fields.getAll("role")).toEqual(["admin", "member"]);
  });

  test("tells an empty field from a missing one", () => {
    expect([fields.get("name"), fields.has("name")]).toEqual(["", true]);
    expect([fields.get("email"), fields.has("email"), fields.getAll("email")]).toEqual([
      undefined,
      false,
      [],
    ]);
  });

  test("keeps names that objects inherit harmless", () => {
    expect(fields.getAll("__proto__")).toEqual(["1"]);
    expect([fields.has("constructor"), fields.get("toString")]).toEqual([false, undefined]);
  });
});

describe("readForm", () => {
  test.each([
    ["plus signs as spaces", "a=b+c", [["a", "b c"]]],
    [
      "percent-encoded UTF-8",
      "n=%C3%A9&%C3%A9=1",
      [
        ["n", "é"],
        ["é", "1"],
      ],
    ],
    ["UTF-8 as it is", "n=é", [["n", "é"]]],
    [
      "a field without a value",
      "a&b=",
      [
        ["a", ""],
        ["b", ""],
      ],
    ],
    ["equals signs within a value", "a=b=c", [["a", "b=c"]]],
    ["NUL characters as they are", "a=%00", [["a", "\u0000"]]],
    ["broken percent-encoding as it is", "a=%zz%", [["a", "%zz%"]]],
    ["bytes that are no UTF-8 as replacement characters", "a=%ff", [["a", "\ufffd"]]],
  ])("reads %s", async (_, body, expected) => {
    const form = await readForm(post(body));
    for (const [name = "", value] of expected) expect(form.get(name)).toBe(value);
  });

  test("reads back every form", async () => {
    const wellFormed = fc.string({ unit: "grapheme", maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(wellFormed, wellFormed), { maxLength: 20 }), async (entries) => {
        const form = await readForm(post(new URLSearchParams(entries).toString()));
        const expected = new FormFields(entries);
        for (const [name] of entries) expect(form.getAll(name)).toEqual(expected.getAll(name));
      }),
    );
  });

  test("reads a form without a body as one without fields", async () => {
    expect((await readForm(post(null))).has("a")).toBe(false);
  });

  test("joins characters that are split between chunks", async () => {
    const bytes = new TextEncoder().encode("n=é");
    const stream = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect((await readForm(post(stream))).get("n")).toBe("é");
  });

  test.each([
    formType,
    `${formType}; charset=utf-8`,
    "Application/X-WWW-Form-URLEncoded",
    `${formType} ;x=y`,
  ])("accepts the content type %s", async (type) => {
    expect((await readForm(post("a=1", { "content-type": type }))).get("a")).toBe("1");
  });

  test.each([
    "text/plain",
    "application/json",
    "multipart/form-data; boundary=x",
    `${formType}x`,
    `x, ${formType}`,
    "",
  ])("refuses the content type %j", async (type) => {
    await expect(readForm(post("a=1", { "content-type": type }))).rejects.toThrow("LV-BODY-TYPE");
  });

  test("refuses a body without a content type", async () => {
    const request = new Request("http://app.test/", { method: "POST", body: new Uint8Array([97]) });
    await expect(readForm(request)).rejects.toThrow('"nothing"');
  });

  test("reads a body of the largest size", async () => {
    const value = "x".repeat(defaultFormLimits.maxBytes - 2);
    expect((await readForm(post(`a=${value}`))).get("a")).toBe(value);
  });

  test("refuses a larger body", async () => {
    await expect(readForm(post("x".repeat(defaultFormLimits.maxBytes + 1)))).rejects.toThrow("LV-BODY-SIZE");
  });

  test("refuses an announced size without reading", async () => {
    const { stream, seen } = endlessBody("x");
    await expect(readForm(post(stream, { "content-length": "65537" }))).rejects.toThrow("LV-BODY-SIZE");
    expect(seen.bytes).toBe(0);
  });

  test("stops reading a body that is larger than announced", async () => {
    const { stream, seen } = endlessBody("x".repeat(1_000));
    await expect(readForm(post(stream, { "content-length": "10" }))).rejects.toThrow("LV-BODY-SIZE");
    expect(seen.bytes).toBe(66_000);
  });

  test("leaves a refused body for the server to cancel", async () => {
    const { stream, seen } = endlessBody("x".repeat(1_000));
    const request = post(stream);
    await expect(readForm(request)).rejects.toThrow("LV-BODY-SIZE");
    expect(seen.cancelled).toBe(false);
    await request.body?.cancel();
    expect(seen.cancelled).toBe(true);
  });

  test("reads as many fields as allowed", async () => {
    const form = await readForm(post(Array(defaultFormLimits.maxFields).fill("a=1").join("&")));
    expect(form.getAll("a")).toHaveLength(defaultFormLimits.maxFields);
  });

  test("refuses more fields, repeated ones too", async () => {
    const body = Array(defaultFormLimits.maxFields + 1)
      .fill("a=1")
      .join("&");
    await expect(readForm(post(body))).rejects.toThrow("LV-BODY-FIELDS");
  });

  test.each([
    [{ maxBytes: 2 }, "LV-BODY-SIZE"],
    [{ maxFields: 1 }, "LV-BODY-FIELDS"],
  ])("keeps to the limits %j of its caller", async (limits, code) => {
    await expect(readForm(post("a=1&b=2"), limits)).rejects.toThrow(code);
  });
});
