import { RawHtml } from "../raw.ts";
import { textOf } from "./python-text.ts";
import type { Scope } from "./scope.ts";

/** Whether a filter is written with an argument, `value|name:argument`. */
export type Argument = "none" | "optional" | "required";

/** A filter. Text that is marked safe comes and goes as RawHtml; everything else is escaped where it lands. */
export interface Filter {
  readonly argument: Argument;
  /** `argument` is undefined when none is written. */
  readonly apply: (value: unknown, argument: unknown, scope: Scope) => unknown;
}

interface Options {
  /** Default: "none". */
  readonly argument?: Argument;
  /** Whether safe HTML stays safe: true when the filter adds nothing that needs escaping. Default: false. */
  readonly keepsSafe?: boolean;
}

/** A filter on any value. */
export function onValue(
  apply: Filter["apply"],
  { argument = "none", keepsSafe = false }: Options = {},
): Filter {
  if (!keepsSafe) return { argument, apply };
  return {
    argument,
    apply(value, given, scope) {
      const result = apply(value, given, scope);
      return value instanceof RawHtml && typeof result === "string" ? new RawHtml(result) : result;
    },
  };
}

/** What a filter on text may want to know besides the text. */
export interface AboutText {
  readonly argument: unknown;
  /** Whether the text has to be escaped before HTML is put around it. */
  readonly escapes: boolean;
  readonly isSafe: boolean;
}

/** A filter on text: other values are made text first. */
export function onText(
  apply: (text: string, about: AboutText) => unknown,
  { argument = "none", keepsSafe = false }: Options = {},
): Filter {
  return {
    argument,
    apply(value, given, scope) {
      const isSafe = value instanceof RawHtml;
      const result = apply(textOf(value), { argument: given, escapes: scope.autoescape && !isSafe, isSafe });
      return isSafe && keepsSafe && typeof result === "string" ? new RawHtml(result) : result;
    },
  };
}
