/** A sentence that names the most similar of `known` names, or an empty text when none is close. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const farthest = Math.max(1, Math.floor(name.length / 3));
  let best: string | undefined;
  let least = farthest + 1;
  for (const candidate of known) {
    const steps = distance(name, candidate);
    if (steps >= least) continue;
    best = candidate;
    least = steps;
  }
  return best === undefined ? "" : `Did you mean "${best}"? `;
}

/** How many letters must be added, removed or replaced to get from one name to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
