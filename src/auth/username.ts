import { LiveloomError } from "../errors.ts";

/** Longest username, in characters. */
export const usernameLimit = 150;

/** Some letters and marks are made not to be seen: with them two names could look like one. */
const allowed = /^(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}@.+_-])+$/u;

/**
 * A username in the one form it is stored in (NFKC).
 * @throws LV-USER-INVALID when it is empty, too long or holds anything but visible letters, digits and `@ . + - _`.
 */
export function normalizeUsername(username: string): string {
  // Before normalizing, which can make a text eighteen times longer.
  if (username.length > usernameLimit)
    throw invalid(`the username is longer than ${usernameLimit} characters`);
  const normalized = username.normalize("NFKC");
  if (normalized.length > usernameLimit || !allowed.test(normalized)) {
    throw invalid("the username may only hold letters, digits and @ . + - _");
  }
  return normalized;
}

/** What of a text may be in a username, without @ and shorter than the limit; empty when nothing may. */
export function usernameFrom(text: string): string {
  const normalized = text.slice(0, usernameLimit).normalize("NFKC");
  const kept = [...normalized].filter((character) => character !== "@" && allowed.test(character));
  return kept.slice(0, usernameLimit / 2).join("");
}

/**
 * A first or last name in the form it is stored in: anything a person may be called.
 * @throws LV-USER-INVALID when it is too long or holds control characters.
 */
export function normalizeName(name: string): string {
  const normalized = name.length > usernameLimit ? name : name.trim().normalize("NFC");
  if (normalized.length <= usernameLimit && !/\p{Cc}/u.test(normalized)) return normalized;
  throw invalid(`a name has at most ${usernameLimit} characters, and no control characters`);
}

/** What no two usernames may share: names that differ only by case are the same person to a reader. */
export function usernameKey(username: string): string {
  // Lower case alone would keep apart what upper case writes alike: σ and ς, ß and ss.
  return username.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
}

function invalid(reason: string): LiveloomError {
  return new LiveloomError("LV-USER-INVALID", { reason });
}
