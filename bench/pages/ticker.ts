import { html, LiveView } from "liveloom";

/** What is published here reaches all tickers. */
export const topic = "ticks";

/** Shows the last number that was published. */
export class Page extends LiveView {
  tick = 0;

  mount() {
    this.subscribe(topic);
  }

  override handleInfo(_: string, tick: unknown) {
    this.tick = Number(tick);
  }

  render() {
    return html`
      <h1>Ticker</h1>
      <p>Tick: <strong>${this.tick}</strong></p>`;
  }
}
