/** What a view may know about the request it was opened with. */
export class ViewRequest {
  /** The path, `/teams/1/`. */
  readonly path: string;
  readonly #search: string;

  constructor(path: string, search: string) {
    this.path = path;
    this.#search = search;
  }

  /** Path and query, as in the browser's address bar. */
  get url(): string {
    return this.path + this.#search;
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.#search);
  }
}
