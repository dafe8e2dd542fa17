import { createHash, pbkdf2, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { verify as verifyArgon2 } from "@node-rs/argon2";
import { loadPackage } from "../load-package.ts";

/** Checks what stands after the algorithm's name. */
type Check = (rest: string, password: string) => Promise<boolean>;

const [pbkdf2Async, scryptAsync] = [
  promisify(pbkdf2),
  promisify<string, string, number, object, Buffer>(scrypt),
];

/** The costliest parameters that are tried: more would stop the server rather than protect a password. */
const most = { iterations: 10_000_000, scryptBytes: 1 << 30 } as const;

const checks = new Map<string, Check>([
  ["argon2", (rest, password) => verifyArgon2(`$${rest}`, password)],
  ["pbkdf2_sha256", (rest, password) => checkPbkdf2("sha256", rest, password)],
  ["pbkdf2_sha1", (rest, password) => checkPbkdf2("sha1", rest, password)],
  ["scrypt", checkScrypt],
  ["bcrypt", (rest, password) => checkBcrypt(rest, password)],
  ["bcrypt_sha256", (rest, password) => checkBcrypt(rest, sha256(password))],
]);

/**
 * Whether the password is the one behind a hash as Django writes it: `pbkdf2_sha256$...`, `pbkdf2_sha1$...`,
 * `argon2$...`, `scrypt$...`, `bcrypt$...`, `bcrypt_sha256$...`. False for what is none of them.
 * @throws LV-PACKAGE-MISSING for bcrypt when `@node-rs/bcrypt` is not installed
 */
export async function verifyForeign(stored: string, password: string): Promise<boolean> {
  const [algorithm = ""] = stored.split("$", 1);
  const check = checks.get(algorithm);
  return (await check?.(stored.slice(algorithm.length + 1), password)) ?? false;
}

/** Whether a stored text is a hash that {@link verifyForeign} can check. */
export function isForeignHash(stored: string): boolean {
  const [algorithm = "", rest] = stored.split("$", 2);
  return rest !== undefined && checks.has(algorithm);
}

/** `iterations$salt$hash` */
async function checkPbkdf2(digest: "sha256" | "sha1", rest: string, password: string): Promise<boolean> {
  const [iterations = "", salt = "", hash = ""] = rest.split("$");
  const [count, expected] = [countOf(iterations), Buffer.from(hash, "base64")];
  if (count > most.iterations || expected.length === 0) return false;
  return isSame(await pbkdf2Async(password, salt, count, expected.length, digest), expected);
}

/** `N$salt$r$p$hash` */
async function checkScrypt(rest: string, password: string): Promise<boolean> {
  const [cost = "", salt = "", blocks = "", lanes = "", hash = ""] = rest.split("$");
  const [N, r, p] = [countOf(cost), countOf(blocks), countOf(lanes)];
  const expected = Buffer.from(hash, "base64");
  const maxmem = 128 * r * (N + p + 2);
  if (maxmem > most.scryptBytes || expected.length === 0) return false;
  return isSame(await scryptAsync(password, salt, expected.length, { N, r, p, maxmem }), expected);
}

async function checkBcrypt(hash: string, password: string): Promise<boolean> {
  const { verify } = await loadPackage("@node-rs/bcrypt", () => import("@node-rs/bcrypt"));
  return await verify(password, hash);
}

/** Infinity for what is no count. */
function countOf(text: string): number {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Infinity;
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
