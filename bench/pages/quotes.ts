import { each, html, LiveView } from "liveloom";

/** A number published here reaches all boards. */
export const topic = "trades";

interface Quote {
  readonly symbol: string;
  /** In cents. */
  readonly price: number;
  readonly isUp: boolean;
}

/** A board of 20 prices; each trade changes one of them, and the sentence above. */
export class Page extends LiveView {
  quotes = Array.from(
    { length: 20 },
    (_, at): Quote => ({ symbol: `S&P ${at}`, price: 1_000 * at, isUp: true }),
  );
  trades = 0;

  mount() {
    this.subscribe(topic);
  }

  override handleInfo(_: string, trade: unknown) {
    this.trades = Number(trade);
    const at = (this.trades * 7) % this.quotes.length;
    const quote = this.quotes[at];
    const price = 1_000 * at + (this.trades % 997);
    if (quote) this.quotes = this.quotes.with(at, { ...quote, price, isUp: price > quote.price });
  }

  render() {
    return html`
      <h1>Quotes</h1>
      <p>After <b>${this.trades}</b> trades</p>
      <ul>${each(
        this.quotes,
        ({ symbol }) => symbol,
        ({ symbol, price, isUp }) =>
          html`<li class=${isUp ? "up" : "down"}>${symbol} <b>${(price / 100).toFixed(2)}</b></li>`,
      )}</ul>`;
  }
}
