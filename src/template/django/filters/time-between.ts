const minute = 60;
/** Weeks, days, hours and minutes in seconds. */
const chunks = [7 * 24 * 60 * minute, 24 * 60 * minute, 60 * minute, minute];
const names = ["year", "month", "week", "day", "hour", "minute"];
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const millisecondsPerDay = 86_400_000;

/** How long it was from one moment to another in at most two adjacent units: "2 weeks, 3 days". */
export function timeBetween(from: Date, to: Date): string {
  if (Math.floor((to.getTime() - from.getTime()) / 1000) <= 0) return unitText(0, "minute");
  const counts = countsBetween(from, to);
  const first = counts.findIndex((count) => count !== 0);
  if (first < 0) return unitText(0, "minute");
  const texts = counts
    .slice(first, first + 2)
    .map((count, index) => count && unitText(count, names[first + index] ?? ""));
  return texts.filter(Boolean).join(", ");
}

/** The space between number and unit does not break. */
function unitText(count: number, name: string): string {
  return `${count}\u00a0${name}${count === 1 ? "" : "s"}`;
}

function countsBetween(from: Date, to: Date): number[] {
  const all = monthsBetween(from, to);
  const counts = [Math.floor(all / 12), all % 12];
  let rest = Math.floor((to.getTime() - after(from, all).getTime()) / 1000);
  for (const chunk of chunks) {
    counts.push(Math.floor(rest / chunk));
    rest %= chunk;
  }
  return counts;
}

function monthsBetween(from: Date, to: Date): number {
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const time = (date: Date) => date.getUTCDate() * millisecondsPerDay + (date.getTime() % millisecondsPerDay);
  return time(from) > time(to) ? months - 1 : months;
}

/** So many months later; a day that the month lacks becomes its last one. */
function after(from: Date, months: number): Date {
  if (months === 0) return from;
  const month = from.getUTCMonth() + months;
  const day = Math.min(monthDays[month % 12] ?? 31, from.getUTCDate());
  const time = [from.getUTCHours(), from.getUTCMinutes(), from.getUTCSeconds()] as const;
  return new Date(Date.UTC(from.getUTCFullYear(), month, day, ...time));
}
