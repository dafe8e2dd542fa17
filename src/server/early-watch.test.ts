import { expect, test } from "vitest";
import { withEarlyWatch } from "./early-watch.ts";

test("a view without scripts is watched once it is read, which costs nothing before", () => {
  expect(withEarlyWatch("<div>x</div>", "n")).toMatch(/^<div>x<\/div><script [^>]*nonce="n">.*<\/script>$/);
});

test("a view with scripts is watched before they run", () => {
  const root = `<div><script src="/a.js"></script></div>`;
  expect(withEarlyWatch(root, "n")).toMatch(/^<script [^>]*nonce="n">.*<\/script><div><script src/);
});

test("the watcher is small", () => {
  expect(withEarlyWatch("", "").length).toBeLessThan(250);
});
