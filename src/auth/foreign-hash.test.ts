import { hash as bcrypt } from "@node-rs/bcrypt";
import { describe, expect, test } from "vitest";
import { verifyForeign } from "./foreign-hash.ts";

/** Made with Python's hashlib, as Django does. */
const letMeIn = [
  ["PBKDF2 with SHA-256", "pbkdf2_sha256$1000$seasalt$JgZryXe2Ga8ysg6XbzkLpTdyPQrHqsinbL9BnnhgX4A="],
  ["PBKDF2 with SHA-1", "pbkdf2_sha1$1000$seasalt$ljleU4wBmTtz/MoG5YTwxpM0d7I="],
  [
    "scrypt",
    "scrypt$1024$seasalt$8$5$ozpUt/qDR/QLBzi9csaWJofO252yHC+Oxl5cycNUQkna/BBjumDq5KMXPAq1Xi3sxxGWxqtAlQmEE+DSWNl+FQ==",
  ],
] as const;

describe("a hash from Django", () => {
  test.each(letMeIn)("verifies its password: %s", async (_, stored) => {
    expect(await verifyForeign(stored, "lètmein")).toBe(true);
  });

  test.each(letMeIn)("verifies no other: %s", async (_, stored) => {
    expect(await verifyForeign(stored, "lètmeinz")).toBe(false);
    expect(await verifyForeign(stored.replace("$seasalt$", "$seasalu$"), "lètmein")).toBe(false);
  });

  test.each([
    ["a", "bcrypt$$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"],
    ["abc", "bcrypt$$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"],
  ])("verifies by bcrypt: %j", async (password, stored) => {
    expect(await verifyForeign(stored, password)).toBe(true);
    expect(await verifyForeign(stored, `${password}.`)).toBe(false);
  });

  test("verifies by bcrypt over SHA-256, which cuts nothing off", async () => {
    const sha256 = "1af7ea1e8c993e69aa1fe000aedd64a4586cc74b978bf3b951eda5009d2eba2d";
    const stored = `bcrypt_sha256$${await bcrypt(sha256, 4)}`;
    expect(await verifyForeign(stored, "lètmein")).toBe(true);
    expect(await verifyForeign(stored, "letmein")).toBe(false);
  });
});

test.each([
  "",
  "!",
  "lètmein",
  "md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3",
  "constructor$1$salt$AAAA",
  "pbkdf2_sha256$$$",
  "pbkdf2_sha256$0$salt$AAAA",
  "pbkdf2_sha256$99999999999$salt$AAAA",
  "pbkdf2_sha256$10$salt$",
  "scrypt$1048576$salt$8192$1$AAAA",
])("%j is nobody's hash", async (stored) => {
  expect(await verifyForeign(stored, "lètmein")).toBe(false);
});
