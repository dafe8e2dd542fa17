import { escaped } from "./escaped.ts";
import type { Row } from "./row.ts";

/** What bench/pages/table.ts shows, written with nothing but JavaScript. */
export function tableByHand(rows: readonly Row[]): string {
  return `
      <h1>Visits</h1>
      <table>
        <thead><tr><th>Id</th><th>Name</th><th>E-mail</th><th>Visits</th></tr></thead>
        <tbody>${rows.map(rowByHand).join("")}</tbody>
      </table>`;
}

function rowByHand({ id, name, email, visits }: Row): string {
  const address = escaped(email);
  return `<tr><td>${id}</td><td>${escaped(name)}</td><td><a href="mailto:${address}">${address}</a></td><td>${visits}</td></tr>`;
}
