export const truth = Symbol("truth");

/** Something that may say by itself whether `{% if %}` takes it for true. */
export interface Judged {
  readonly [truth]?: boolean;
}
