import { event, html } from "liveloom";
import { Page as Table } from "./table.ts";

/** A counter above a table of 1,000 rows that does not change. */
export class Page extends Table {
  count = 0;

  increment = event(() => {
    this.count++;
  });

  override render() {
    return html`<p>Count: <strong>${this.count}</strong></p>${super.render()}`;
  }
}
