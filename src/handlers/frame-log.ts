/** As much is kept for a page that lost its connection: frames, and their characters. */
export const frameLogLimits = { frames: 200, characters: 131_072 } as const;

/** What was sent to a page lately, for the case that it was lost on the way. */
export class FrameLog {
  #frames: string[] = [];
  #characters = 0;
  /** How many were sent, those included that are not kept any more. */
  #count: number;

  /** @param count How many frames the page has had. */
  constructor(count = 0) {
    this.#count = count;
  }

  add(frame: string): void {
    this.#count++;
    this.#frames.push(frame);
    this.#characters += frame.length;
    while (this.#frames.length > frameLogLimits.frames || this.#characters > frameLogLimits.characters)
      this.#characters -= this.#frames.shift()?.length ?? 0;
  }

  /** What a page that has had so many did not get; undefined when that is not known any more. */
  since(count: number): readonly string[] | undefined {
    const missing = this.#count - count;
    if (missing < 0 || missing > this.#frames.length) return undefined;
    return missing === 0 ? [] : this.#frames.slice(-missing);
  }

  /** The page starts from here. */
  restart(count: number): void {
    this.#count = count;
    this.forget();
  }

  /** Everything has arrived by now, or the page will never ask. */
  forget(): void {
    if (this.#frames.length === 0) return;
    this.#frames = [];
    this.#characters = 0;
  }
}
