import { accounts } from "../../src/auth/accounts.ts";
import { createSigner } from "../../src/http/signing.ts";
import type { Identity, Permission } from "../../src/live/principal.ts";
import { openSession } from "../../src/session/browser-session.ts";
import type { Case } from "../harness/case.ts";
import { compare, type Side } from "../harness/rounds.ts";
import { repeat } from "../render/repeat.ts";

/** Permissions of the app, and how many of them the user holds. */
const counts = { declared: 80, held: 40 } as const;

/** Checks in one repetition: one alone is too short for the clock. */
const checks = 1_000;

const names = Array.from({ length: counts.declared }, (_, index) => `shop.do_${index}`);
const held = names.slice(0, counts.held);

/** What a page asks of its user's rights at every event, when nothing has changed: no query, and this much time. */
export const benchCases: Case[] = [
  {
    name: "permission.check",
    unit: "µs",
    baselineName: "a look into a Set",
    async measure(effort) {
      const { identity, close } = await identityOnPage();
      const set = new Set(held);
      const sides = {
        baseline: side((name) => set.has(name)),
        subject: side((name) => isAllowed(identity, name)),
        enough: 1_000,
      };
      const measurement = await compare(sides, effort);
      await close();
      const { value, baseline, noise } = measurement;
      return { value: value / checks, baseline: baseline / checks, noise };
    },
  },
];

function side(check: (name: string) => boolean): Side {
  let at = 0;
  const many = (): number => {
    let allowed = 0;
    for (let count = 0; count < checks; count++) {
      at = (at + 7) % names.length;
      if (check(names[at] ?? "")) allowed++;
    }
    return allowed;
  };
  return async (milliseconds) => repeat(many, milliseconds);
}

function isAllowed(identity: Identity, name: string): boolean {
  const principal = identity.current();
  if (principal instanceof Promise) throw new Error("It had to be asked for");
  return principal.can(name as Permission);
}

async function identityOnPage(): Promise<{ identity: Identity; close(): Promise<void> }> {
  const shop = Object.fromEntries(names.map((name) => [name.slice("shop.".length), name]));
  // The clock stands still: what is read again after half a minute is not what is measured.
  const now = Date.now();
  const auth = accounts({ database: "sqlite::memory:", permissions: { shop }, now: () => now });
  await auth.migrate();
  const id = await auth.users.create({ username: "ada" });
  for (const name of held) await auth.users.grant(id, name as Permission);
  const signer = createSigner("only-for-the-benchmark-0123456789abcdef");
  const session = await openSession({ store: auth.sessions, signer, cookie: undefined, now });
  await auth.logIn(session, id);
  const identity = await auth.identify(session);
  await identity.current();
  return { identity, close: () => auth.close() };
}
