import { test } from "vitest";
import { checkInChromium } from "./chromium-run.ts";

test("patches lead to the page that rendering anew would make", async () => {
  await checkInChromium({ runs: 2_000, seed: Math.floor(Math.random() * 2 ** 30) });
}, 120_000);
