import { AsyncLocalStorage } from "node:async_hooks";

const storage = new AsyncLocalStorage<string>();

/** The language of the page for which the present code runs; undefined in an app without languages, and in jobs. */
export function currentLanguage(): string | undefined {
  return storage.getStore();
}

/** Runs something, and all that it waits for, in a language. */
export function inLanguage<Result>(language: string, work: () => Result): Result {
  return storage.run(language, work);
}
