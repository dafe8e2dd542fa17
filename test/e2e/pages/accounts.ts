import { createApp, event, html, LiveView, live, loginRequired } from "liveloom";
import { accounts } from "liveloom/auth";

/** A page that somebody has open while something happens to their session. */
class Desk extends LiveView {
  static override readonly access = loginRequired();
  override title = "Desk";
  notes = 0;
  add = event(() => void this.notes++);

  render() {
    return html`<h1>Desk of ${this.user.username}</h1>
      <button live-click=${this.add}>${this.notes} notes</button>
      <p><a href="/accounts/profile/" live-navigate>Your account</a></p>`;
  }
}

const auth = accounts({
  database: process.env.DATABASE_URL ?? "",
  signUp: true,
  siteName: "Spindle",
  // The tests are about pages: a hash that costs little.
  hashCost: { memory: 1024, passes: 1 },
  throttle: { login: { free: 3, most: 3, within: 15 * 60_000 } },
});

const app = createApp({ auth, routes: [live("/", Desk)] });

await app.start();
// Everybody who is needed once: what one test does to an account is nothing to the others.
for (let number = 1; number <= 40; number++) {
  const username = `user${number}`;
  await auth.users.create({ username, password: "weaving-is-fun", email: `${username}@example.com` });
}

console.log(await app.listen({ port: Number(process.env.PORT) }));
