/** A moment as clocks and calendars of one time zone show it. */
export interface ZonedDate {
  readonly date: Date;
  readonly timeZone: string;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Seconds east of Greenwich. */
  readonly offset: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-u-ca-iso8601", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, format);
  return format;
}

/** Reads a moment in a time zone. @throws RangeError for a zone that does not exist. */
export function zonedDate(date: Date, timeZone: string): ZonedDate {
  const local = timeZone === "UTC" ? date : shifted(date, timeZone);
  return {
    date,
    timeZone,
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    offset: Math.round((local.getTime() - date.getTime()) / 1000),
  };
}

/** The moment whose UTC reading is this moment's reading in the time zone. */
function shifted(date: Date, timeZone: string): Date {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(date)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const local = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return new Date(local + (((date.getTime() % 1000) + 1000) % 1000));
}

/** Whether the zone's clocks are ahead of its standard time at that moment. */
export function isSummerTime({ date, timeZone, year, offset }: ZonedDate): boolean {
  const offsetIn = (month: number) => zonedDate(new Date(Date.UTC(year, month, 1)), timeZone).offset;
  return date.getTime() > 0 && offset > Math.min(offsetIn(0), offsetIn(6));
}
