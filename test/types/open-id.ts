import { createApp, PermissionDenied } from "liveloom";
import { accounts, openIdProvider } from "liveloom/auth";

const company = openIdProvider({
  name: "company",
  label: "Company",
  issuer: "https://id.example.com",
  clientId: process.env.COMPANY_ID ?? "",
  clientSecret: process.env.COMPANY_SECRET ?? "",
  user: async ({ email, email_verified, groups }, { accounts }) => {
    if (!Array.isArray(groups) || !groups.includes("shop")) throw new PermissionDenied();
    if (!email || !email_verified) return undefined;
    const known = await accounts.users.find(email);
    return known?.id ?? (await accounts.users.create({ username: email, email }));
  },
});

const auth = accounts({ database: "sqlite:data/app.db", openId: [company], passwords: false });

export const app = createApp({ auth, routes: [], publicOrigin: "https://shop.example.com" });
