import { pino } from "pino";

/** What Liveloom needs of a logger; pino and most others fit. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** JSON lines on standard output, at the level in `LOG_LEVEL` (default "info"). */
export function defaultLogger(): Logger {
  return pino({ name: "liveloom", level: process.env.LOG_LEVEL ?? "info" });
}
