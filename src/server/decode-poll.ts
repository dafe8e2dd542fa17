import { LiveloomError } from "../errors.ts";
import { limits, type PollHead, PollKind } from "../shared/wire.ts";

/** What a browser without a WebSocket posted. */
export interface PollBody {
  readonly head: PollHead;
  /** Not looked at yet: each has to pass the gate. */
  readonly frames: readonly string[];
}

/** Longest first line: a kind, an id and a count. */
const headCharacters = 100;

/** Reads the body of a poll and checks its shape. @throws LV-FRAME-MALFORMED */
export function decodePoll(text: string): PollBody {
  const [line = "", ...frames] = text.split("\n", limits.pollFrames + 2);
  if (frames.length > limits.pollFrames) throw malformed(`expected at most ${limits.pollFrames} frames`);
  const head = headOf(line);
  if (head[0] !== PollKind.Send && frames.length > 0) throw malformed("expected no frames");
  return { head, frames };
}

function headOf(line: string): PollHead {
  const [kind, id, count, waits] = partsOf(line);
  if (kind === PollKind.Open) return [kind];
  if (typeof id !== "string") throw malformed("expected a connection's id");
  if (kind === PollKind.Close) return [kind, id];
  if (!Number.isSafeInteger(count) || Number(count) < 0) throw malformed("expected a number of frames");
  if (kind === PollKind.Send) return [kind, id, Number(count)];
  if (kind !== PollKind.Poll) throw malformed("unknown kind of poll");
  if (waits !== 0 && waits !== 1) throw malformed("expected 0 or 1");
  return [kind, id, Number(count), waits];
}

function partsOf(line: string): unknown[] {
  try {
    const parts: unknown = line.length > headCharacters ? undefined : JSON.parse(line);
    if (Array.isArray(parts)) return parts;
  } catch {}
  throw malformed("expected an array in the first line");
}

function malformed(reason: string): LiveloomError {
  return new LiveloomError("LV-FRAME-MALFORMED", { reason });
}
