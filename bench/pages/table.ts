import { each, event, html, LiveView } from "liveloom";
import { makeRows, type Row } from "./row.ts";

/** Walks over 1,000 rows so that neighbours in time are far apart in the table. */
const stride = 617;

/** A keyed table of 1,000 rows, of which one changes at a time. */
export class Page extends LiveView {
  rows = makeRows(1_000);
  _next = 0;

  change = event(() => {
    this._next = (this._next + stride) % this.rows.length;
    const row = this.rows[this._next];
    if (row) this.rows[this._next] = { ...row, visits: row.visits + 1 };
  });

  render() {
    return html`
      <h1>Visits</h1>
      <table>
        <thead><tr><th>Id</th><th>Name</th><th>E-mail</th><th>Visits</th></tr></thead>
        <tbody>${each(
          this.rows,
          (row) => row.id,
          (row) => this._row(row),
        )}</tbody>
      </table>`;
  }

  _row({ id, name, email, visits }: Row) {
    return html`<tr><td>${id}</td><td>${name}</td><td><a href="mailto:${email}">${email}</a></td><td>${visits}</td></tr>`;
  }
}
