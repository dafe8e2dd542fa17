import { type EachOptions, each, event, html, LiveView } from "liveloom";
import { makeRow, makeRows, type Row } from "./row.ts";

/** Walks over 1,000 rows so that neighbours in time are far apart in the table. */
const stride = 617;

/** A keyed table of 1,000 rows. */
export class Page extends LiveView {
  rows = makeRows(1_000);
  _next = 0;
  readonly _options: EachOptions<Row> = {};

  restore() {
    this._next = 0;
  }

  change = event(() => {
    this._next = (this._next + stride) % this.rows.length;
    this._visit(this._next);
  });

  changeEvery10th = event(() => {
    for (let index = 0; index < this.rows.length; index += 10) this._visit(index);
  });

  append = event(() => {
    this.rows.push(makeRow(this.rows.length));
  });

  /** The second row and the last but one change places. */
  swap = event(() => {
    const [upper, lower] = [1, this.rows.length - 2];
    const [first, second] = [this.rows[upper], this.rows[lower]];
    if (first && second) [this.rows[upper], this.rows[lower]] = [second, first];
  });

  _visit(index: number): void {
    const row = this.rows[index];
    if (row) this.rows[index] = { ...row, visits: row.visits + 1 };
  }

  render() {
    return html`
      <h1>Visits</h1>
      <table>
        <thead><tr><th>Id</th><th>Name</th><th>E-mail</th><th>Visits</th></tr></thead>
        <tbody>${each(
          this.rows,
          (row) => row.id,
          (row) => this._row(row),
          this._options,
        )}</tbody>
      </table>`;
  }

  _row({ id, name, email, visits }: Row) {
    return html`<tr><td>${id}</td><td>${name}</td><td><a href="mailto:${email}">${email}</a></td><td>${visits}</td></tr>`;
  }
}
