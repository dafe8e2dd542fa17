/** Counts updates that found no element in their page. */
export class MissingTargets {
  readonly #hint: ((text: string) => void) | undefined;
  #total = 0;

  /** @param hint Tells developers; undefined in production. */
  constructor(hint: ((text: string) => void) | undefined) {
    this.#hint = hint;
  }

  get total(): number {
    return this.#total;
  }

  count(selector: string): void {
    this.#total++;
    this.#hint?.(
      `An update had no element to be done to: nothing in the page matches ${JSON.stringify(selector)}.`,
    );
  }
}
