import { demoPassword, officeLogins } from "../logins.ts";
import { auth, orders, payouts } from "../stores.ts";
import type { NewOrder, OrderState } from "./order-store.ts";
import type { Role } from "./permissions.ts";

interface Colleague {
  readonly username: string;
  readonly role: Role;
  readonly isStaff?: boolean;
}

/** There is one more of those who need somebody else. */
const others: readonly Colleague[] = [
  { username: "cem", role: "Customer" },
  { username: "paul", role: "Payer", isStaff: true },
];

const goods = ["Blue wool", "Red linen", "Tapestry needles", "Oak shuttle", "Silk thread", "Table loom"];

const askedFor = [
  ["abel", "Weavers' Guild", 120_000],
  ["abel", "Dye Works Delft", 34_050],
  ["pia", "Train to the fair", 6_420],
  ["abel", "Sheep & Sons", 8_990],
  ["abel", "Closed Looms Ltd", 7_500],
  ["paul", "Workshop roof", 51_000],
] as const;

/** Adds the office's people, orders and payouts to a database that has no orders yet, whatever else it has. */
export async function seedOffice(): Promise<void> {
  if ((await orders.list((query) => query)).length > 0) return;
  const ids = new Map<string, number>();
  for (const colleague of [...officeLogins, ...others]) ids.set(colleague.username, await hire(colleague));
  const idOf = (username: string) => ids.get(username) ?? 0;
  await payouts.add(
    askedFor.map(([username, payee, amount]) => ({ requesterId: idOf(username), payee, amount })),
  );
  await orders.add(Array.from({ length: 40 }, (_, number) => order(number, [idOf("carla"), idOf("cem")])));
}

async function hire({ username, role, isStaff = false }: Colleague): Promise<number> {
  const user = await auth.users.find(username);
  const id = user?.id ?? (await auth.users.create({ username, password: demoPassword, isStaff }));
  await auth.users.addToGroup(id, role);
  return id;
}

function order(number: number, owners: readonly number[]): NewOrder {
  const state: OrderState = number < 30 ? "shipped" : "placed";
  const [ownerId = 0] = owners.slice(number % owners.length);
  return { ownerId, title: goods[number % goods.length] ?? "", amount: 990 + 370 * (number % 11), state };
}
