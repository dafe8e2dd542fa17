/** Stands for what a real dashboard asks: an analytics service, a slow query, a language model. */
import { setTimeout as wait } from "node:timers/promises";

export interface PageTime {
  readonly path: string;
  readonly milliseconds: number;
}

/** How many people are on the site, every half second. */
export async function* measurements(signal: AbortSignal): AsyncGenerator<number> {
  for (let time = 0; ; time++) {
    const wave = 60 + 25 * Math.sin(time / 6) + 10 * Math.sin(time / 1.7);
    yield Math.round(wave + Math.random() * 12);
    await wait(500, undefined, { signal });
  }
}

export async function slowestPages(signal: AbortSignal): Promise<PageTime[]> {
  await wait(1_200, undefined, { signal });
  const paths = ["/search/", "/reports/2025/", "/", "/cart/"];
  const pages = paths.map((path) => ({ path, milliseconds: 80 + Math.round(Math.random() * 320) }));
  return pages.sort((one, other) => other.milliseconds - one.milliseconds);
}

/** Writes the next rows of a report. */
export async function writeRows(signal: AbortSignal): Promise<void> {
  await wait(60, undefined, { signal });
}

const summary =
  "Visits rise and fall in waves of about twenty seconds, with a peak near a hundred people. Search is the page " +
  "to look at first: it is slow, and everybody passes through it. The cart is quick, so what is lost there is not " +
  "lost to waiting. If you change one thing this week, cache the first page of search results.";

/** A text that comes word by word. */
export async function* words(signal: AbortSignal): AsyncGenerator<string> {
  for (const word of summary.split(" ")) {
    await wait(20 + Math.random() * 60, undefined, { signal });
    yield `${word} `;
  }
}
