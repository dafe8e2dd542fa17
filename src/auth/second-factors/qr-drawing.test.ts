import { expect, test } from "vitest";
import { qrDrawing } from "./qr-drawing.ts";

test("draws a code with a light edge, in strokes of dark squares", async () => {
  const { size, path } = await qrDrawing("otpauth://totp/Spindle:ada?secret=JBSWY3DPEHPK3PXP&issuer=Spindle");
  const strokes = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].map((match) =>
    match.slice(1).map(Number),
  );
  // The upper edge of the first pattern for finding the code.
  expect(strokes[0]).toEqual([4, 4, 7, 7]);
  expect(strokes.map((all) => all.join()).join("").length).toBeGreaterThan(100);
  const reach = Math.max(...strokes.flatMap(([x = 0, y = 0, width = 0]) => [x + width, y + 1]));
  expect(reach).toBe(size - 4);
  expect(strokes.map(([x, y, width]) => `M${x} ${y}h${width}v1h-${width}z`).join("")).toBe(path);
});
