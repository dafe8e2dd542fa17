import type { Generated, Selectable, SelectQueryBuilder } from "kysely";
import { type Database, idColumn, type Migration } from "liveloom/database";

export type OrderState = "placed" | "shipped" | "cancelled";

export interface Order {
  readonly id: number;
  readonly ownerId: number;
  /** Their username. */
  readonly owner: string;
  readonly title: string;
  /** In cents. */
  readonly amount: number;
  readonly state: OrderState;
  /** Why it was cancelled; empty for others. */
  readonly reason: string;
}

type Tables = {
  users: { id: number; username: string };
  orders: {
    id: Generated<number>;
    owner_id: number;
    title: string;
    amount: number;
    state: OrderState;
    reason: string;
  };
};

/** What a policy's scope narrows. */
export type OrderQuery = SelectQueryBuilder<Tables, "orders" | "users", Order>;

export type NewOrder = Pick<Order, "ownerId" | "title" | "amount" | "state">;

export const orderMigrations: readonly Migration[] = [
  {
    name: "demo-2-orders",
    async up(db) {
      await db.schema
        .createTable("orders")
        .addColumn("id", "integer", idColumn)
        .addColumn("owner_id", "integer", (column) =>
          column.notNull().references("users.id").onDelete("cascade"),
        )
        .addColumn("title", "text", (column) => column.notNull())
        .addColumn("amount", "integer", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("reason", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("orders_by_owner").on("orders").column("owner_id").execute();
    },
  },
];

/** The shop's orders. Who may see which is not its business: see `order-policy.ts`. */
export class OrderStore {
  readonly #db;

  constructor(database: Database) {
    this.#db = database.withTables<Tables>();
  }

  /** The newest 200 that are left when the scope has narrowed them. */
  async list(scope: (query: OrderQuery) => OrderQuery): Promise<Order[]> {
    return await scope(this.#orders()).orderBy("orders.id", "desc").limit(200).execute();
  }

  async find(id: number): Promise<Order | undefined> {
    return await this.#orders().where("orders.id", "=", id).executeTakeFirst();
  }

  /** False when it was shipped or cancelled before. */
  async ship(id: number): Promise<boolean> {
    return await this.#leave(id, { state: "shipped" });
  }

  /** False when it was shipped or cancelled before. */
  async cancel(id: number, reason: string): Promise<boolean> {
    return await this.#leave(id, { state: "cancelled", reason });
  }

  async add(orders: readonly NewOrder[]): Promise<void> {
    const rows = orders.map(({ ownerId, ...order }) => ({ ...order, owner_id: ownerId, reason: "" }));
    await this.#db.insertInto("orders").values(rows).execute();
  }

  #orders(): OrderQuery {
    return this.#db
      .selectFrom("orders")
      .innerJoin("users", "users.id", "orders.owner_id")
      .select(["orders.id", "owner_id as ownerId", "users.username as owner"])
      .select(["title", "amount", "state", "reason"]);
  }

  /** The condition is part of the statement: of two who try at once one succeeds. */
  async #leave(id: number, change: Partial<Selectable<Tables["orders"]>>): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("orders")
      .set(change)
      .where("id", "=", id)
      .where("state", "=", "placed")
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}
