import { escaped } from "../pages/escaped.ts";
import { formatValue, type Result } from "./result.ts";

const width = 960;
const rowHeight = 22;
const headHeight = 100;
/** Where the bars may be, from left to right. */
const bars = { left: 290, right: 625 };
/** Ratios at the left and the right edge; what is outside ends there. */
const scale = { least: 0.01, most: 10_000 };

/** Cases that say more about another one are left to the table. */
const isDetail = /\.(bytes|connect|cpu|resident|script)$/;

const style = `
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .title { font-size: 17px; font-weight: 600 }
  .faint { fill: #57606a; font-size: 12px }
  .number { text-anchor: end; font-variant-numeric: tabular-nums }
  .group { font-weight: 600 }
  .ground { fill: #ffffff }
  .bar { fill: #2f6fde }
  .slower { fill: #d98324 }
  .peer { fill: #8c959f }
  line { stroke: #d0d7de }
  .same { stroke: #24292f }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .faint { fill: #9198a1 }
    .ground { fill: #0d1117 }
    .bar { fill: #4f8cf5 }
    .slower { fill: #e5964a }
    .peer { fill: #6e7681 }
    line { stroke: #30363d }
    .same { stroke: #e6edf3 }
  }`;

/** The ratios as bars on a logarithmic scale that grow from 1, the baseline; an SVG that follows light and dark. */
export function chart(results: readonly Result[], machine: string): string {
  const rows = withGroups(results.filter(({ case: name }) => !isDetail.test(name)));
  const height = headHeight + rows.length * rowHeight + 16;
  const body = rows.map((row, at) => {
    const y = headHeight + at * rowHeight;
    return typeof row === "string" ? group(row, y) : bar(row, y);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>Liveloom against baselines measured in the same run</title>
<style>${style}
</style>
<rect class="ground" width="${width}" height="${height}"/>
<text class="title" x="16" y="28">Liveloom against baselines measured in the same run</text>
<text class="faint" x="16" y="48">Ratio to the baseline, logarithmic: left of the line is less than the baseline. Grey: other frameworks.</text>
<text class="faint" x="16" y="64">${escaped(machine)}</text>
${grid(height)}
${body.join("\n")}
</svg>
`;
}

/** A heading before the first case of each group. */
function withGroups(results: readonly Result[]): (Result | string)[] {
  return results.flatMap((result, at) => {
    const name = groupOf(result);
    const before = results[at - 1];
    return before && groupOf(before) === name ? [result] : [name, result];
  });
}

function groupOf({ case: name }: Result): string {
  return name.split(".", 1)[0] ?? name;
}

function group(name: string, y: number): string {
  return `<text class="group" x="16" y="${y + 16}">${escaped(name)}</text>`;
}

function bar(result: Result, y: number): string {
  const { case: name, ratio, unit, value, baseline, baselineName } = result;
  const [from, to] = [xOf(1), xOf(ratio)].sort((a, b) => a - b) as [number, number];
  const figures = `${formatValue(value, unit)} : ${formatValue(baseline, unit)} ${baselineName}`;
  return [
    `<text x="28" y="${y + 16}">${escaped(name)}</text>`,
    `<rect class="${colourOf(result)}" x="${from.toFixed(1)}" y="${y + 4}" width="${Math.max(1, to - from).toFixed(1)}" height="${rowHeight - 8}" rx="2"/>`,
    `<text class="number" x="672" y="${y + 16}">${ratio >= 100 ? Math.round(ratio) : ratio.toFixed(2)}</text>`,
    `<text class="faint" x="684" y="${y + 16}">${escaped(figures)}</text>`,
  ].join("");
}

function colourOf({ case: name, ratio }: Result): string {
  if (name.startsWith("peer.")) return "peer";
  return ratio > 1 ? "slower" : "bar";
}

function grid(height: number): string {
  return [0.01, 0.1, 1, 10, 100, 1_000, 10_000]
    .map((ratio) => {
      const x = xOf(ratio).toFixed(1);
      return `<line${ratio === 1 ? ' class="same"' : ""} x1="${x}" x2="${x}" y1="${headHeight - 4}" y2="${height - 12}"/><text class="faint" x="${x}" y="${headHeight - 8}" text-anchor="middle">${ratio}</text>`;
    })
    .join("\n");
}

function xOf(ratio: number): number {
  const inside = Math.min(scale.most, Math.max(scale.least, ratio));
  const share = Math.log(inside / scale.least) / Math.log(scale.most / scale.least);
  return bars.left + share * (bars.right - bars.left);
}
