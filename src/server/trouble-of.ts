import { LiveloomError } from "../errors.ts";
import type { Trouble } from "../shared/trouble.ts";
import { describeThrown } from "./describe-thrown.ts";
import { sourceExcerpt } from "./source-excerpt.ts";

/** Longest stack and message that are shown, in characters. */
const textLimit = 4_000;

/** What developers are shown of an error. Never throws, whatever was thrown. */
export function troubleOf(error: unknown, about: string): Trouble {
  try {
    return describe(error, about);
  } catch {
    return { code: "LV-INTERNAL", text: describeThrown(error), about, stack: "" };
  }
}

function describe(error: unknown, about: string): Trouble {
  const code = error instanceof LiveloomError ? error.code : "LV-INTERNAL";
  const text = describeThrown(error).slice(0, textLimit);
  if (!(error instanceof Error)) return { code, text: `${text} (not an Error)`, about, stack: "" };
  const source = sourceExcerpt(error);
  const stack = String(error.stack).slice(0, textLimit);
  return source ? { code, text, about, stack, source } : { code, text, about, stack };
}
