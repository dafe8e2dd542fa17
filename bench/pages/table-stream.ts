import { each, event, html, LiveView, stream } from "liveloom";
import { makeRow, makeRows, type Row } from "./row.ts";

/** A table of the 1,000 newest rows, of which the server keeps the keys only. */
export class Page extends LiveView {
  rows = stream({ key: ({ id }: Row) => id, limit: 1_000 });
  _next = 1_000;

  mount() {
    this.rows.append(...makeRows(1_000));
  }

  prepend = event(() => {
    this.rows.prepend(makeRow(this._next++));
  });

  render() {
    return html`
      <h1>Visits</h1>
      <table>
        <thead><tr><th>Id</th><th>Name</th><th>E-mail</th><th>Visits</th></tr></thead>
        <tbody>${each(this.rows, (row) => this._row(row))}</tbody>
      </table>`;
  }

  _row({ id, name, email, visits }: Row) {
    return html`<tr><td>${id}</td><td>${name}</td><td><a href="mailto:${email}">${email}</a></td><td>${visits}</td></tr>`;
  }
}
