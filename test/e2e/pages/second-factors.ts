import { createApp, get, html, LiveView, live, loginRequired } from "liveloom";
import { accounts, secondFactorRequired } from "liveloom/auth";

/** Where people come after login. */
class Desk extends LiveView {
  static override readonly access = loginRequired();
  override title = "Desk";
  render() {
    return html`<h1>Desk of ${this.user.username}</h1>`;
  }
}

class Vault extends LiveView {
  static override readonly access = secondFactorRequired();
  override title = "Vault";
  render() {
    return html`<h1>Vault of ${this.user.username}</h1>`;
  }
}

// It stands still, so that codes of authenticator apps do not pass while a test runs.
const now = Date.now();

const auth = accounts({
  database: process.env.DATABASE_URL ?? "",
  siteName: "Spindle",
  totp: true,
  passkeys: true,
  hashCost: { memory: 1024, passes: 1 },
  now: () => now,
});

const app = createApp({
  auth,
  routes: [live("/", Desk), live("/vault/", Vault), get("/clock/", () => new Response(String(now)))],
});

await app.start();
for (let number = 1; number <= 20; number++)
  await auth.users.create({ username: `user${number}`, password: "weaving-is-fun" });

console.log(await app.listen({ port: Number(process.env.PORT) }));
