import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testDatabases } from "../../test/servers/test-databases.ts";
import { createSigner } from "../http/signing.ts";
import { createMemoryPubSub } from "../pubsub/memory.ts";
import { openSession } from "../session/browser-session.ts";
import type { AccountMailing } from "./account-mailing.ts";
import { type Accounts, accounts } from "./accounts.ts";
import { Mailbox } from "./mail/mailbox.ts";
import { english } from "./texts/english.ts";
import { german } from "./texts/german.ts";

const signer = createSigner("a-secret-for-tests-only-0123456789");
const minute = 60_000;

let auth: Accounts;
let mailing: AccountMailing;
let mailbox: Mailbox;
let ada: number;
let now: number;
let origin: string | undefined;
let reported: string[];

/** The token in the last mail. */
const lastToken = () => /\/([\w-]{43})\/$/m.exec(mailbox.mails.at(-1)?.text ?? "")?.[1] ?? "";
const receivers = () => mailbox.mails.map(({ to }) => to);
const canLogIn = async (username: string, password: string) =>
  await auth.logInWithPassword(await newSession(), username, password);
const newSession = () => openSession({ store: auth.sessions, signer, cookie: undefined, now });

describe.each(testDatabases)("on $name", ({ open }) => {
  beforeEach(async () => {
    now = Date.now();
    mailbox = new Mailbox();
    origin = "https://shop.example";
    reported = [];
    auth = accounts({
      database: await open(),
      mail: { transport: mailbox },
      hashCost: { memory: 1024, passes: 1 },
      siteName: "Spindle",
      now: () => now,
    });
    const report = (error: unknown) => String(reported.push(String(error)));
    await auth.start({ pubsub: createMemoryPubSub(), report, origin: () => origin });
    if (!auth.mailing) throw new Error("no mail");
    mailing = auth.mailing;
    ada = await auth.users.create({ username: "ada", password: "secret", email: "Ada@Example.com" });
  });

  afterEach(() => auth.close());

  describe("a reset", () => {
    async function requestReset(email = "ada@example.com") {
      mailing.resets.request(email, english);
      await mailing.settled();
      return lastToken();
    }

    test("is a mail with a link", async () => {
      const token = await requestReset();
      expect(mailbox.mails).toEqual([
        {
          to: "Ada@example.com",
          subject: "A new password – Spindle",
          text: `Hello,\n\n${english.resetMail(`https://shop.example/accounts/reset/${token}/`, "ada")}\n\nSpindle\n`,
          sentAt: expect.any(Number),
        },
      ]);
    });

    test("goes to the stored addresses of all who may use it", async () => {
      const email = "ada@example.com";
      await auth.users.create({ username: "countess", password: "secret", email: "ADA@example.com" });
      await auth.users.create({ username: "outside", email });
      const gone = await auth.users.create({ username: "gone", password: "secret", email });
      await auth.users.setActive(gone, false);
      await requestReset("ADA@EXAMPLE.COM ");
      expect(receivers().toSorted()).toEqual(["ADA@example.com", "Ada@example.com"]);
    });

    test.each(["eve@example.com", "", "ada", "ada@example.com\0", `${"a".repeat(100_000)}@example.com`])(
      "of an address that nobody has is none: %.20j",
      async (email) => {
        await requestReset(email);
        expect([receivers(), reported]).toEqual([[], []]);
      },
    );

    test("sets the password once, and ends all sessions", async () => {
      const session = await newSession();
      await auth.logInWithPassword(session, "ada", "secret");
      const token = await requestReset();
      expect(await mailing.resets.complete(token, "a new password", english)).toBe(true);
      expect(await mailing.resets.complete(token, "another password", english)).toBe(false);
      expect(await auth.users.sessionsOf(ada)).toEqual([]);
      expect([await canLogIn("ada", "secret"), await canLogIn("ada", "a new password")]).toEqual([
        false,
        true,
      ]);
    });

    test("tells by another mail that the password was changed", async () => {
      await mailing.resets.complete(await requestReset(), "a new password", german);
      await mailing.settled();
      expect(mailbox.mails.at(-1)?.subject).toBe("Ihr Passwort wurde geändert – Spindle");
    });

    test("is given to one of many who use its link at the same time", async () => {
      const token = await requestReset();
      const tries = ["one", "two", "three"].map((word) => mailing.resets.complete(token, word, english));
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    });

    test.each<[string, () => unknown]>([
      ["30 minutes", () => (now += 30 * minute)],
      ["a login", () => canLogIn("ada", "secret")],
      ["a new password", () => auth.users.setPassword(ada, "secret")],
      ["another address", () => auth.users.setEmail(ada, "ada@elsewhere.example")],
      ["log out everywhere", () => auth.users.endSessions(ada)],
      ["a deactivation", () => auth.users.setActive(ada, false)],
      ["a deletion", () => auth.users.delete(ada)],
    ])("is worth nothing after %s", async (_, change) => {
      const token = await requestReset();
      expect((await mailing.resets.find(token))?.id).toBe(ada);
      await change();
      expect(await mailing.resets.find(token)).toBeUndefined();
      expect(await mailing.resets.complete(token, "a new password", english)).toBe(false);
    });

    test("works just before its time is over, also after a wrong password", async () => {
      const token = await requestReset();
      await canLogIn("ada", "wrong");
      now += 30 * minute - 1;
      expect(await mailing.resets.complete(token, "a new password", english)).toBe(true);
    });

    test("is worth nothing with any of its characters changed", async () => {
      const token = await requestReset();
      const changed = [...token].map((character, index) => {
        const other = character === "A" ? "B" : "A";
        return token.slice(0, index) + other + token.slice(index + 1);
      });
      const found = await Promise.all(changed.map((one) => mailing.resets.find(one)));
      expect(found.filter((account) => account !== undefined)).toEqual([]);
      expect(await mailing.resets.find(token)).toBeDefined();
    });

    test("is no proof of an address, and opens no account", async () => {
      const token = await requestReset();
      expect(await mailing.emailChanges.complete(token, english)).toBe(false);
      expect(await mailing.signUps.find(token)).toBeUndefined();
    });

    test("needs to know where the app is", async () => {
      origin = undefined;
      await requestReset();
      expect([receivers(), reported]).toEqual([[], [expect.stringContaining("LV-MAIL-ORIGIN")]]);
    });
  });

  describe("a sign-up", () => {
    async function requestSignUp(email: string) {
      mailing.signUps.request(email, english);
      await mailing.settled();
      return lastToken();
    }

    test("makes an account for who has the mail", async () => {
      const token = await requestSignUp("Eve@Example.com");
      expect(await auth.users.find("eve@example.com")).toBeUndefined();
      expect(await mailing.signUps.find(token)).toBe("Eve@example.com");
      const id = await mailing.signUps.complete(token, { password: "a new password", firstName: "Eve" });
      expect(await auth.users.get(id ?? 0)).toMatchObject({
        username: "Eve@example.com",
        firstName: "Eve",
        email: "Eve@example.com",
        emailVerifiedAt: now,
      });
      expect(await canLogIn("eve@example.com", "a new password")).toBe(true);
    });

    test("works once, however many links there are", async () => {
      const [one, two] = [await requestSignUp("eve@example.com"), await requestSignUp("EVE@example.com")];
      const tries = [one, two, one].map((token) =>
        mailing.signUps.complete(token, { password: "a password" }),
      );
      expect((await Promise.all(tries)).filter((id) => id !== undefined)).toHaveLength(1);
    });

    test("says in the mail alone that there is an account", async () => {
      await requestSignUp("ADA@example.com");
      expect(mailbox.mails).toMatchObject([
        { to: "Ada@example.com", subject: "You have an account already – Spindle" },
      ]);
    });

    test.each(["", "eve", "eve@example.com\0", "e've@example.com", `${"a".repeat(200)}@example.com`])(
      "refuses what can be no address: %.20j",
      async (email) => {
        expect(() => mailing.signUps.request(email, english)).toThrow("LV-USER-INVALID");
      },
    );

    test("is over after a day", async () => {
      const token = await requestSignUp("eve@example.com");
      now += 24 * 60 * minute;
      expect(await mailing.signUps.complete(token, { password: "a password" })).toBeUndefined();
    });
  });

  describe("an address", () => {
    async function requestEmail(email: string) {
      mailing.emailChanges.request(ada, email, english);
      await mailing.settled();
      return lastToken();
    }

    test("counts when its link was followed, once", async () => {
      const token = await requestEmail("ada@elsewhere.example");
      expect((await auth.users.get(ada))?.email).toBe("Ada@example.com");
      expect([
        await mailing.emailChanges.complete(token, english),
        await mailing.emailChanges.complete(token, english),
      ]).toEqual([true, false]);
      expect(await auth.users.get(ada)).toMatchObject({
        email: "ada@elsewhere.example",
        emailVerifiedAt: now,
      });
    });

    test("that is new is told to the former one", async () => {
      await mailing.emailChanges.complete(await requestEmail("ada@elsewhere.example"), german);
      await mailing.settled();
      expect(mailbox.mails.at(-1)).toMatchObject({
        to: "Ada@example.com",
        subject: "Ihre E-Mail-Adresse wurde geändert – Spindle",
        text: `Guten Tag,\n\n${german.emailChangedMail("ada")}\n\nSpindle\n`,
      });
    });

    test.each([
      ["Ada@example.com", "ADA@example.com"],
      ["", "ada@elsewhere.example"],
    ])("after %j is no news when it is %j", async (former, address) => {
      await auth.users.setEmail(ada, former);
      await mailing.emailChanges.complete(await requestEmail(address), english);
      await mailing.settled();
      expect(receivers()).toEqual([address]);
    });

    test.each<[string, () => unknown]>([
      ["a day", () => (now += 24 * 60 * minute)],
      ["a new password", () => auth.users.setPassword(ada, "secret")],
      ["a deactivation", () => auth.users.setActive(ada, false)],
    ])("is not confirmed after %s", async (_, change) => {
      const token = await requestEmail("ada@elsewhere.example");
      await change();
      expect(await mailing.emailChanges.find(token)).toBeUndefined();
      expect(await mailing.emailChanges.complete(token, english)).toBe(false);
    });

    test("is confirmed by a link of before a login", async () => {
      const token = await requestEmail("ada@elsewhere.example");
      await canLogIn("ada", "secret");
      expect(await mailing.emailChanges.complete(token, english)).toBe(true);
    });
  });
});

test("in production there are no mails unless it is said how", async () => {
  const [database, production] = ["sqlite::memory:", true];
  const [without, withMail] = [
    accounts({ database, production }),
    accounts({ database, production, mail: { transport: new Mailbox() } }),
  ];
  expect([without.mailing === undefined, withMail.mailing === undefined]).toEqual([true, false]);
  await Promise.all([without.close(), withMail.close()]);
});
