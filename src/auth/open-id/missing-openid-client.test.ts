import { expect, test, vi } from "vitest";
import { createMemoryPubSub } from "../../pubsub/memory.ts";
import { accounts } from "../accounts.ts";
import { openIdProvider } from "./open-id-provider.ts";

vi.mock("openid-client", () => {
  throw new Error("Cannot find package");
});

const provider = openIdProvider({
  name: "company",
  label: "Company",
  issuer: "https://id.example.com",
  clientId: "shop",
});

test("an app that lets people log in at a provider needs openid-client, and others do not", async () => {
  const services = { pubsub: createMemoryPubSub() };
  const auth = accounts({ database: "sqlite::memory:", openId: [provider] });
  await expect(auth.start(services)).rejects.toMatchObject({ code: "LV-PACKAGE-MISSING" });
  await auth.close();
  const other = accounts({ database: "sqlite::memory:" });
  await other.start(services);
  await other.close();
});
