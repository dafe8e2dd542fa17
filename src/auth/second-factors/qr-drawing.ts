import { loadPackage } from "../../load-package.ts";

/** A QR code to be drawn: dark squares as one path of SVG, in a box as wide and high as `size`, edge included. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** Light squares around a code; readers want four (ISO/IEC 18004). */
const edge = 4;

/** Encodes a text, by the package `uqr`. @throws LV-PACKAGE-MISSING */
export async function qrDrawing(text: string): Promise<QrDrawing> {
  const { encode } = await loadPackage("uqr", () => import("uqr"));
  const { data, size } = encode(text, { ecc: "M", border: edge });
  return { size, path: data.flatMap(rowPath).join("") };
}

/** One stroke for each stretch of dark squares. */
function rowPath(row: readonly boolean[], y: number): string[] {
  const text = row.map((isDark) => (isDark ? "#" : " ")).join("");
  return [...text.matchAll(/#+/g)].map(
    ({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`,
  );
}
