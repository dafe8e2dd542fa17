import { readdir } from "node:fs/promises";
import type { Case } from "./case.ts";

const folder = new URL("../cases/", import.meta.url);

/** Every case in bench/cases/. */
export async function allCases(): Promise<Case[]> {
  const files = await readdir(folder);
  const cases = files.map(async (file) => {
    const { benchCases }: { benchCases: readonly Case[] } = await import(new URL(file, folder).href);
    return benchCases;
  });
  return (await Promise.all(cases)).flat();
}
