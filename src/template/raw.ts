/** HTML that somebody vouched for. */
export class RawHtml {
  // A private field, so that nothing else has this type.
  readonly #html: string;

  constructor(html: string) {
    this.#html = html;
  }

  get html(): string {
    return this.#html;
  }
}

/**
 * Puts HTML into a template as it is, without escaping. Whatever it holds runs in your users' browsers, so
 * never pass text that came from outside unless a sanitizer has made it safe.
 */
export function raw(html: string): RawHtml {
  return new RawHtml(html);
}
