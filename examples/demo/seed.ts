import { demoLogins, demoPassword } from "./logins.ts";
import { auth, teams } from "./stores.ts";
import { teamManagers } from "./teams/permissions.ts";

const others = ["bea", "carlos", "dev", "eiko", "farah"];

/** Fills an empty database; does nothing to one that has users. */
export async function seed(): Promise<void> {
  if ((await auth.users.list()).length > 0) return;
  await auth.groups.ensure(teamManagers, ["teams.manage_team_members"]);
  const ids = await createUsers();
  await teams.addTeam({ id: 1, name: "Atlas", inviteCode: "ATLAS-7Q2F" });
  await teams.addTeam({ id: 2, name: "Borealis", inviteCode: "BOREALIS-K9ZD" });
  await join(1, ids, {
    sofia: "Owner",
    amir: "Admin",
    mina: "Member",
    bea: "Member",
    carlos: "Member",
    dev: "Member",
  });
  await join(2, ids, { sofia: "Owner", eiko: "Member", farah: "Member" });
}

async function createUsers(): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const { username } of [...demoLogins, ...others.map((username) => ({ username }))]) {
    const isSuperuser = username === "sofia";
    const id = await auth.users.create({
      username,
      password: demoPassword,
      isSuperuser,
      isStaff: isSuperuser,
    });
    ids.set(username, id);
  }
  const amir = ids.get("amir") ?? 0;
  await auth.users.addToGroup(amir, teamManagers);
  await auth.users.grant(amir, "board.post_note");
  await auth.users.grant(amir, "guests.remove_guest");
  return ids;
}

async function join(teamId: number, ids: Map<string, number>, roles: Record<string, string>): Promise<void> {
  for (const [username, role] of Object.entries(roles))
    await teams.join(teamId, ids.get(username) ?? 0, role);
}
