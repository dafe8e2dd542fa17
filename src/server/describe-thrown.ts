/** A line about whatever was thrown. Never throws itself: anything can be thrown, and hostile things, too. */
export function describeThrown(thrown: unknown): string {
  try {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  } catch {
    return "Something was thrown that cannot be described.";
  }
}
