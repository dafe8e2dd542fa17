import type { Generated } from "kysely";
import { type Database, idColumn, type Migration } from "liveloom/database";

export type PayoutState = "waiting" | "paying" | "paid";

export interface Payout {
  readonly id: number;
  readonly requesterId: number;
  /** The username of who asked for it. */
  readonly requester: string;
  readonly payee: string;
  /** In cents. */
  readonly amount: number;
  readonly state: PayoutState;
  /** The username of who approved it; null while nobody has. */
  readonly approver: string | null;
}

type Tables = {
  users: { id: number; username: string };
  payouts: {
    id: Generated<number>;
    requester_id: number;
    payee: string;
    amount: number;
    state: PayoutState;
    approver_id: number | null;
  };
};

export type NewPayout = Pick<Payout, "requesterId" | "payee" | "amount">;

export const payoutMigrations: readonly Migration[] = [
  {
    name: "demo-3-payouts",
    async up(db) {
      await db.schema
        .createTable("payouts")
        .addColumn("id", "integer", idColumn)
        .addColumn("requester_id", "integer", (column) =>
          column.notNull().references("users.id").onDelete("cascade"),
        )
        .addColumn("payee", "text", (column) => column.notNull())
        .addColumn("amount", "integer", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .addColumn("approver_id", "integer", (column) => column.references("users.id").onDelete("set null"))
        .execute();
    },
  },
];

/** Money that leaves the shop. */
export class PayoutStore {
  readonly #db;

  constructor(database: Database) {
    this.#db = database.withTables<Tables>();
  }

  /** The newest 200. */
  async list(): Promise<Payout[]> {
    return await this.#payouts().orderBy("payouts.id", "desc").limit(200).execute();
  }

  async find(id: number): Promise<Payout | undefined> {
    return await this.#payouts().where("payouts.id", "=", id).executeTakeFirst();
  }

  /**
   * Makes a waiting payout this user's to pay. False when it is not waiting, or their own: of two who try at once, from
   * whatever process, one gets it.
   */
  async claim(id: number, approverId: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("payouts")
      .set({ state: "paying", approver_id: approverId })
      .where("id", "=", id)
      .where("state", "=", "waiting")
      .where("requester_id", "<>", approverId)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** After a claim: the money is on its way. */
  async settle(id: number): Promise<void> {
    await this.#leavePaying(id, { state: "paid" });
  }

  /** After a claim: it was not paid and waits again. */
  async release(id: number): Promise<void> {
    await this.#leavePaying(id, { state: "waiting", approver_id: null });
  }

  async add(payouts: readonly NewPayout[]): Promise<void> {
    const rows = payouts.map(({ requesterId, payee, amount }) => ({
      requester_id: requesterId,
      payee,
      amount,
      state: "waiting" as const,
    }));
    await this.#db.insertInto("payouts").values(rows).execute();
  }

  async #leavePaying(id: number, change: { state: PayoutState; approver_id?: null }): Promise<void> {
    await this.#db
      .updateTable("payouts")
      .set(change)
      .where("id", "=", id)
      .where("state", "=", "paying")
      .execute();
  }

  #payouts() {
    return this.#db
      .selectFrom("payouts")
      .innerJoin("users as requesters", "requesters.id", "payouts.requester_id")
      .leftJoin("users as approvers", "approvers.id", "payouts.approver_id")
      .select(["payouts.id", "requester_id as requesterId", "requesters.username as requester"])
      .select(["payee", "amount", "state", "approvers.username as approver"]);
  }
}
