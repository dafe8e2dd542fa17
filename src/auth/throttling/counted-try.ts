import { RateLimited } from "../../errors.ts";
import type { Tries } from "./tries.ts";
import type { WaitingRoom } from "./waiting-room.ts";

/** One count that a try is part of. */
export interface Counted {
  readonly tries: Tries;
  readonly key: string;
}

/** Something that may be tried so often. */
interface CountedTry {
  /** The first one starts anew after a success; the others forget that one try only. */
  readonly counted: readonly Counted[];
  readonly room: WaitingRoom;
  check(): Promise<boolean>;
}

/**
 * Runs a check when its turn has come.
 * @throws RateLimited when there were too many; LV-BUSY
 */
export async function countedTry({ counted, room, check }: CountedTry): Promise<boolean> {
  const delay = await enter(counted);
  const isRight = await orTakeBack(counted, async () => {
    await room.wait(delay);
    return await check();
  });
  const [own, ...others] = counted;
  if (!isRight || !own) return isRight;
  await own.tries.forget(own.key);
  await takeBack(others);
  return true;
}

/**
 * Counts a try everywhere. A refused one counts only where it was refused.
 * @returns how long it has to wait, in milliseconds.
 * @throws RateLimited
 */
export async function enter(counted: readonly Counted[]): Promise<number> {
  let longest = 0;
  for (const [index, { tries, key }] of counted.entries()) {
    const { delay, refusedFor, isFirst } = await tries.add(key);
    if (refusedFor !== undefined) {
      await takeBack(counted.slice(0, index));
      throw new RateLimited(refusedFor, isFirst);
    }
    longest = Math.max(longest, delay);
  }
  return longest;
}

/** A check that could not be made was no try. */
async function orTakeBack(counted: readonly Counted[], check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch (error) {
    await takeBack(counted);
    throw error;
  }
}

async function takeBack(counted: readonly Counted[]): Promise<void> {
  for (const { tries, key } of counted) await tries.takeBack(key);
}
