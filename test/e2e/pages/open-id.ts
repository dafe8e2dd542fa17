import { createApp, get, html, loginRequired } from "liveloom";
import { accounts, openIdProvider } from "liveloom/auth";

const auth = accounts({
  database: process.env.DATABASE_URL ?? "",
  siteName: "Spindle",
  signUp: true,
  // The tests are about pages: a hash that costs little.
  hashCost: { memory: 1024, passes: 1 },
  openId: [
    openIdProvider({
      name: "company",
      label: "Company",
      issuer: process.env.ISSUER ?? "",
      clientId: process.env.CLIENT_ID ?? "",
      clientSecret: process.env.CLIENT_SECRET ?? "",
      signUp: true,
    }),
  ],
});

const desk = get("/desk/", { access: loginRequired() }, (context) =>
  context.page({ title: "Desk", body: html`<h1>Desk of ${context.user.username}</h1>` }),
);

const app = createApp({ auth, routes: [desk] });

await app.start();
for (const username of ["grace", "linus"]) await auth.users.create({ username, password: "weaving-is-fun" });

console.log(await app.listen({ port: Number(process.env.PORT) }));
