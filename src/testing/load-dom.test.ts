import { expect, test, vi } from "vitest";

test("says what to install when happy-dom is missing", async () => {
  vi.doMock("happy-dom", () => {
    throw new Error("Cannot find package 'happy-dom'.");
  });
  vi.resetModules();
  const { loadDom } = await import("./load-dom.ts");
  expect(loadDom).toThrow(/^LV-TEST-DOM: .* Run `npm install --save-dev happy-dom`\.$/s);
});
