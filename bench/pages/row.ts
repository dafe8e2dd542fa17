/** A row of the table of 1,000. */
export interface Row {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly visits: number;
}

export function makeRow(id: number): Row {
  const name = id % 10 === 0 ? `Ada & Bea ${id}` : `Person ${id}`;
  return { id, name, email: `person-${id}@example.com`, visits: id % 7 };
}

export function makeRows(count: number): Row[] {
  return Array.from({ length: count }, (_, id) => makeRow(id));
}
