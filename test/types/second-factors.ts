import { createApp, html, LiveView, live, staffRequired } from "liveloom";
import { accounts, secondFactorRequired } from "liveloom/auth";

const auth = accounts({
  database: "sqlite:data/shop.db",
  totp: true,
  passkeys: true,
  siteName: "Shop",
});

class Payouts extends LiveView {
  static override readonly access = [staffRequired(), secondFactorRequired()];
  override title = "Payouts";

  render() {
    return html`<h1>Payouts</h1>`;
  }
}

export const app = createApp({ auth, routes: [live("/payouts/", Payouts)] });
