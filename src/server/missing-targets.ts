/** Counts updates that found no element in their page. */
export class MissingTargets {
  readonly #hint: (text: string) => void;
  #total = 0;

  /** @param hint Tells developers. */
  constructor(hint: (text: string) => void) {
    this.#hint = hint;
  }

  get total(): number {
    return this.#total;
  }

  count(selector: string): void {
    this.#total++;
    this.#hint(
      `An update had no element to be done to: nothing in the page matches ${JSON.stringify(selector)}.`,
    );
  }
}
