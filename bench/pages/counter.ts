import { event, html, LiveView } from "liveloom";

/** The smallest page that does something. */
export class Page extends LiveView {
  count = 0;

  /** Nothing has to be made again: the view may do without its instance while it is idle. */
  restore() {}

  increment = event(() => {
    this.count++;
  });

  render() {
    return html`
      <h1>Counter</h1>
      <p>Count: <strong>${this.count}</strong></p>
      <button live-click=${this.increment}>+1</button>`;
  }
}
