import { attributes } from "../../shared/markup.ts";
import { hasAttributeOf } from "../elements.ts";
import { closingOf, isOpening, markOf } from "./markers.ts";
import { PatchError } from "./patch-error.ts";
import { Point } from "./point.ts";
import { firstOf, type Region } from "./region.ts";

/** One rendered template in the page. Its points are looked up when they are first needed. */
export class Scope {
  readonly #region: Region;
  #points: Point[] | undefined;

  constructor(region: Region) {
    this.#region = region;
  }

  /** @throws PatchError when the page has fewer points than the server's template. */
  point(number: number): Point {
    this.#points ??= pointsOf(this.#region);
    const point = this.#points[number];
    if (!point) throw new PatchError();
    return point;
  }
}

function pointsOf(region: Region): Point[] {
  const points: Point[] = [];
  collect(region, points);
  return points;
}

/** What stands inside a value belongs to other templates and is stepped over. */
function collect(region: Region, points: Point[]): void {
  for (let node = firstOf(region); node && node !== region.end; node = node.nextSibling) {
    if (isOpening(node)) {
      const closing = closingOf(node);
      points.push(new Point({ parent: region.parent, start: node, end: closing }));
      node = closing;
    } else if (node instanceof Element) {
      const mark = markOf(node);
      const inside: Region = { parent: node, start: null, end: null };
      if (mark !== null) points.push(new Point(inside, node));
      if (mark !== "" && !hasAttributeOf(node, attributes.ignore)) collect(inside, points);
    }
  }
}
