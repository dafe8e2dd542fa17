import { teamManagers } from "./permissions.ts";
import { auth, teams } from "./stores.ts";

/** The accounts everybody can try. The password is for this demo only. */
export const demoPassword = "weaving-is-fun";

export const demoLogins = [
  { username: "sofia", about: "superuser: may do everything, and gives permissions on /people/" },
  { username: "amir", about: "team admin of Atlas: may remove members" },
  { username: "mina", about: "plain member of Atlas" },
] as const;

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
  await auth.users.addToGroup(ids.get("amir") ?? 0, teamManagers);
  return ids;
}

async function join(teamId: number, ids: Map<string, number>, roles: Record<string, string>): Promise<void> {
  for (const [username, role] of Object.entries(roles))
    await teams.join(teamId, ids.get(username) ?? 0, role);
}
