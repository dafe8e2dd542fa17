import { isSummerTime, type ZonedDate } from "./zoned-date.ts";

const words = (text: string): readonly string[] => text.split(" ");
const months = words("January February March April May June July August September October November December");
const monthsShort = words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
const monthsPress = words("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.");
const weekdays = words("Sunday Monday Tuesday Wednesday Thursday Friday Saturday");

const pad = (value: number, width = 2): string => String(value).padStart(width, "0");
const weekday = ({ year, month, day }: ZonedDate): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();
const twelve = ({ hour }: ZonedDate): number => hour % 12 || 12;
const isLeap = ({ year }: ZonedDate): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysInMonth = ({ year, month }: ZonedDate): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const dayOfYear = ({ year, month, day }: ZonedDate): number =>
  Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000) + 1;
const hourAndMinute = (date: ZonedDate): string =>
  date.minute ? `${twelve(date)}:${pad(date.minute)}` : String(twelve(date));
const halfDay = ({ hour }: ZonedDate): string => (hour > 11 ? "p.m." : "a.m.");

function clockTime(date: ZonedDate): string {
  if (date.minute === 0 && date.hour === 0) return "midnight";
  if (date.minute === 0 && date.hour === 12) return "noon";
  return `${hourAndMinute(date)} ${halfDay(date)}`;
}

function offsetText({ offset }: ZonedDate, between = ""): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}${between}${pad(minutes % 60)}`;
}

/** The week's number and its year: week 1 has the year's first Thursday. */
function isoWeek(date: ZonedDate): { readonly year: number; readonly week: number } {
  const thursday = new Date(Date.UTC(date.year, date.month - 1, date.day + 4 - (weekday(date) || 7)));
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 604_800_000) + 1 };
}

function ordinalSuffix({ day }: ZonedDate): string {
  if (day >= 11 && day <= 13) return "th";
  return ["th", "st", "nd", "rd"][day % 10] ?? "th";
}

function zoneName({ date, timeZone }: ZonedDate): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "short" });
  return format.formatToParts(date).find(({ type }) => type === "timeZoneName")?.value ?? "";
}

function isoDate(date: ZonedDate): string {
  const day = `${pad(date.year, 4)}-${pad(date.month)}-${pad(date.day)}`;
  const fraction = date.millisecond ? `.${pad(date.millisecond, 3)}000` : "";
  return `${day}T${pad(date.hour)}:${pad(date.minute)}:${pad(date.second)}${fraction}${offsetText(date, ":")}`;
}

function mailDate(date: ZonedDate): string {
  const day = `${(weekdays[weekday(date)] ?? "").slice(0, 3)}, ${pad(date.day)} ${monthsShort[date.month - 1]}`;
  const time = `${pad(date.hour)}:${pad(date.minute)}:${pad(date.second)}`;
  return `${day} ${pad(date.year, 4)} ${time} ${offsetText(date)}`;
}

type Letter = (date: ZonedDate) => string | number;

const letters: ReadonlyMap<string, Letter> = new Map<string, Letter>([
  ["a", halfDay],
  ["A", ({ hour }) => (hour > 11 ? "PM" : "AM")],
  ["b", ({ month }) => (monthsShort[month - 1] ?? "").toLowerCase()],
  ["c", isoDate],
  ["d", ({ day }) => pad(day)],
  ["D", (date) => (weekdays[weekday(date)] ?? "").slice(0, 3)],
  ["e", zoneName],
  ["E", ({ month }) => months[month - 1] ?? ""],
  ["f", hourAndMinute],
  ["F", ({ month }) => months[month - 1] ?? ""],
  ["g", twelve],
  ["G", ({ hour }) => hour],
  ["h", (date) => pad(twelve(date))],
  ["H", ({ hour }) => pad(hour)],
  ["i", ({ minute }) => pad(minute)],
  ["I", (date) => (isSummerTime(date) ? "1" : "0")],
  ["j", ({ day }) => day],
  ["l", (date) => weekdays[weekday(date)] ?? ""],
  ["L", (date) => (isLeap(date) ? "True" : "False")],
  ["m", ({ month }) => pad(month)],
  ["M", ({ month }) => monthsShort[month - 1] ?? ""],
  ["n", ({ month }) => month],
  ["N", ({ month }) => monthsPress[month - 1] ?? ""],
  ["o", (date) => isoWeek(date).year],
  ["O", (date) => offsetText(date)],
  ["P", clockTime],
  ["r", mailDate],
  ["s", ({ second }) => pad(second)],
  ["S", ordinalSuffix],
  ["t", daysInMonth],
  ["T", zoneName],
  ["u", ({ millisecond }) => `${pad(millisecond, 3)}000`],
  ["U", ({ date }) => Math.floor(date.getTime() / 1000)],
  ["w", weekday],
  ["W", (date) => isoWeek(date).week],
  ["y", ({ year }) => pad(year % 100)],
  ["Y", ({ year }) => pad(year, 4)],
  ["z", dayOfYear],
  ["Z", ({ offset }) => offset],
]);

/** Writes a date by Django's format letters; a backslash keeps the character after it as it is. */
export function formatDate(date: ZonedDate, format: string): string {
  let out = "";
  for (let index = 0; index < format.length; index++) {
    const character = format[index] ?? "";
    if (character === "\\") out += format[++index] ?? "\\";
    else out += letters.get(character)?.(date) ?? character;
  }
  return out;
}
