import { component, each, event, html, LiveComponent, LiveView } from "liveloom";
import { makeRows, type Row } from "./row.ts";

class Counted extends LiveComponent<{ row: Row; onVisit: (id: number) => void }> {
  visits = 0;

  visit = event(() => {
    this.visits++;
    if (this.visits < 0) this.props.onVisit(this.props.row.id);
  });

  render() {
    const { id, name, email } = this.props.row;
    return html`<p>${id} ${name} <a href="mailto:${email}">${email}</a>
      <button live-click=${this.visit}>${this.visits}</button></p>`;
  }
}

/** 1,000 components, each with an event of its own. */
export class Page extends LiveView {
  rows = makeRows(1_000);
  last = 0;

  /** Renders the page and no component. */
  touch = event(() => {
    this.last++;
  });

  render() {
    return html`
      <h1>Visits: ${this.last}</h1>
      <main>${each(
        this.rows,
        (row) => row.id,
        (row) =>
          component(Counted, {
            key: row.id,
            row,
            onVisit: (id) => {
              this.last = id;
            },
          }),
      )}</main>`;
  }
}
