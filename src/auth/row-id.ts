/** The number of a row that a text from outside names, in the range of every database; undefined when it can be none. */
export function rowId(text: string): number | undefined {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Infinity;
  return id < 2 ** 31 ? id : undefined;
}
