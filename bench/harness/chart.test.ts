import { expect, test } from "vitest";
import { chart } from "./chart.ts";
import type { Result } from "./result.ts";

const result = (name: string, ratio: number): Result => ({
  case: name,
  value: ratio * 10,
  unit: "µs",
  baseline: 10,
  baselineName: "a < b",
  ratio,
});

const barsIn = (svg: string) =>
  [...svg.matchAll(/<rect class="(bar|slower|peer)" x="([\d.]+)" y="\d+" width="([\d.]+)"/g)].map(
    ([, colour, x, width]) => ({ colour, from: Number(x), to: Number(x) + Number(width) }),
  );

test("bars grow from the baseline's line, to the left when less is needed", () => {
  const svg = chart([result("event.a", 0.1), result("event.b", 10), result("peer.c", 100)], "A machine");
  expect(barsIn(svg)).toEqual([
    { colour: "bar", from: 345.8, to: 401.6 },
    { colour: "slower", from: 401.7, to: 457.5 },
    { colour: "peer", from: 401.7, to: 513.4 },
  ]);
});

test("what is outside of the scale ends at its edge", () => {
  const [least, most] = barsIn(chart([result("a", 0.000_1), result("b", 1_000_000)], "A machine"));
  expect([least?.from, most?.to]).toEqual([290, 625]);
});

test("leaves details to the table", () => {
  const svg = chart([result("event.a", 1), result("event.a.bytes", 1)], "A machine");
  expect(svg).toContain(">event.a<");
  expect(svg).not.toContain("event.a.bytes");
});

test("escapes what it is given", () => {
  expect(chart([result("event.a", 1)], "R&D <machine>")).toMatch(/R&amp;D &lt;machine&gt;[\s\S]*a &lt; b/);
});
