import fc from "fast-check";
import { expect, test } from "vitest";
import { base64Url, bytesOf } from "./base64-url.ts";

test("writes bytes as base64url, and reads them again", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = base64Url(bytes.slice().buffer);
      expect(text).toBe(Buffer.from(bytes).toString("base64url"));
      expect([...new Uint8Array(bytesOf(text))]).toEqual([...bytes]);
    }),
  );
});
