import type { Generated } from "kysely";
import type { Database, Migration } from "liveloom/database";

export interface Team {
  readonly id: number;
  readonly name: string;
  readonly inviteCode: string;
}

export interface Member {
  /** The membership's id. */
  readonly id: number;
  readonly username: string;
  readonly role: string;
}

export interface Membership {
  readonly id: number;
  readonly team: Team;
}

export interface TeamSummary {
  readonly id: number;
  readonly name: string;
  readonly memberCount: number;
}

type Tables = {
  users: { id: number; username: string };
  teams: { id: number; name: string; invite_code: string };
  memberships: { id: Generated<number>; team_id: number; user_id: number; role: string };
};

export const teamMigrations: readonly Migration[] = [
  {
    name: "demo-1-teams",
    async up(db) {
      await db.schema
        .createTable("teams")
        .addColumn("id", "integer", (column) => column.primaryKey())
        .addColumn("name", "text", (column) => column.notNull())
        .addColumn("invite_code", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("memberships")
        .addColumn("id", "integer", (column) => column.primaryKey())
        .addColumn("team_id", "integer", (column) => column.notNull().references("teams.id"))
        .addColumn("user_id", "integer", (column) => column.notNull().references("users.id"))
        .addColumn("role", "text", (column) => column.notNull())
        .addUniqueConstraint("one_membership_per_team", ["team_id", "user_id"])
        .execute();
    },
  },
];

/** The demo's own tables: teams, and who is in them. */
export class TeamStore {
  readonly #db;

  constructor(database: Database) {
    this.#db = database.withTables<Tables>();
  }

  /** The teams somebody is on, by name. */
  async of(userId: number): Promise<TeamSummary[]> {
    return await this.#db
      .selectFrom("teams")
      .innerJoin("memberships as mine", "mine.team_id", "teams.id")
      .innerJoin("memberships as all", "all.team_id", "teams.id")
      .where("mine.user_id", "=", userId)
      .groupBy(["teams.id", "teams.name"])
      .select(({ fn }) => ["teams.id", "teams.name", fn.count<number>("all.id").as("memberCount")])
      .orderBy("teams.name")
      .execute();
  }

  /** Somebody's place on a team, with the team; undefined for those who are not on it. */
  async membership(teamId: number, userId: number): Promise<Membership | undefined> {
    const row = await this.#db
      .selectFrom("memberships")
      .innerJoin("teams", "teams.id", "memberships.team_id")
      .where("team_id", "=", teamId)
      .where("user_id", "=", userId)
      .select(["memberships.id", "teams.name", "teams.invite_code as inviteCode"])
      .executeTakeFirst();
    return row && { id: row.id, team: { id: teamId, name: row.name, inviteCode: row.inviteCode } };
  }

  async members(teamId: number): Promise<Member[]> {
    return await this.#db
      .selectFrom("memberships")
      .innerJoin("users", "users.id", "memberships.user_id")
      .where("team_id", "=", teamId)
      .select(["memberships.id", "users.username", "memberships.role"])
      .orderBy("memberships.id")
      .execute();
  }

  /** Takes a member off a team; false when there is no such member on that team. */
  async remove(teamId: number, memberId: number): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom("memberships")
      .where("team_id", "=", teamId)
      .where("id", "=", memberId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async addTeam({ id, name, inviteCode }: Team): Promise<void> {
    await this.#db.insertInto("teams").values({ id, name, invite_code: inviteCode }).execute();
  }

  async join(teamId: number, userId: number, role: string): Promise<void> {
    await this.#db.insertInto("memberships").values({ team_id: teamId, user_id: userId, role }).execute();
  }
}
