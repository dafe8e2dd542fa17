import type { UserDetails } from "../../auth/users.ts";
import { alignColumns } from "../align-columns.ts";
import type { Command } from "../command.ts";

export const userList: Command = {
  name: "user list",
  words: [],
  about: "Shows all users, the oldest first.",
  options: {},
  async run({ auth }) {
    const users = await auth.users.list();
    const rows = users.map((user) => [
      String(user.id),
      user.username,
      user.email,
      marksOf(user),
      dayOf(user.lastLoginAt),
    ]);
    return {
      lines: alignColumns([["id", "username", "email", "", "last login"], ...rows]),
      json: users.map(({ authEpoch: _epoch, ...user }) => user),
    };
  },
};

function marksOf({ isActive, isStaff, isSuperuser }: UserDetails): string {
  const marks = [isSuperuser && "superuser", isStaff && !isSuperuser && "staff", !isActive && "deactivated"];
  return marks.filter(Boolean).join(", ");
}

function dayOf(at: number | null): string {
  return at === null ? "never" : new Date(at).toISOString().slice(0, 10);
}
