const pad = (value: number, width = 2): string => String(value).padStart(width, "0");

/** What Django's dates have as attributes, in UTC. undefined for other names. */
export function datePart(date: Date, name: string): number | string | undefined {
  return parts.get(name)?.(date);
}

const parts = new Map<string, (date: Date) => number | string>([
  ["year", (date) => date.getUTCFullYear()],
  ["month", (date) => date.getUTCMonth() + 1],
  ["day", (date) => date.getUTCDate()],
  ["hour", (date) => date.getUTCHours()],
  ["minute", (date) => date.getUTCMinutes()],
  ["second", (date) => date.getUTCSeconds()],
  ["microsecond", (date) => date.getUTCMilliseconds() * 1000],
  ["weekday", (date) => (date.getUTCDay() + 6) % 7],
  ["isoweekday", (date) => date.getUTCDay() || 7],
  ["timestamp", (date) => date.getTime() / 1000],
  ["isoformat", (date) => isoText(date, "T")],
]);

/** "2008-01-02T10:30:00+00:00", with `between` between date and time. */
export function isoText(date: Date, between: string): string {
  const day = `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    .map((part) => pad(part))
    .join(":");
  const fraction = date.getUTCMilliseconds() ? `.${pad(date.getUTCMilliseconds(), 3)}000` : "";
  return `${day}${between}${time}${fraction}+00:00`;
}
