import { setTimeout } from "node:timers/promises";
import { createApp, event, html, LiveView, live } from "liveloom";

/** A page whose data takes a while; its head does not wait for it. */
class SlowPage extends LiveView {
  static streamHead = true;
  title = "Slow";
  count = 0;

  async mount() {
    await setTimeout(4_000);
    if (this.request.query.has("leave")) return this.redirect("/left/");
    this.count = 1;
  }

  step = event(() => {
    this.count++;
  });

  render() {
    return html`<p id="count">${this.count}</p><button live-click=${this.step}>step</button>`;
  }
}

class LeftPage extends LiveView {
  render() {
    return html`<h1>Left</h1>`;
  }
}

const app = createApp({ routes: [live("/", SlowPage), live("/left/", LeftPage)], production: true });

console.log(await app.listen({ port: Number(process.env.PORT) }));
