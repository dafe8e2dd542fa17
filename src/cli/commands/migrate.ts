import type { AccountsSync } from "../../auth/accounts-schema.ts";
import type { GroupGrant } from "../../auth/store/role-store.ts";
import type { Command } from "../command.ts";

export const migrate: Command = {
  name: "migrate",
  words: [],
  about:
    "Brings the database in line with the code: tables, permissions, roles. Says what it has beyond the code.",
  options: { prune: { type: "boolean", about: "take away what was given to roles by hand" } },
  runsBeforeMigration: true,
  async run({ auth, has }) {
    const sync = await auth.migrate({ prune: has("prune") });
    const done = doneLines(sync);
    const lines = [...(done.length > 0 ? done : ["Nothing had to be done."]), ...beyondLines(sync)];
    return { lines, json: sync };
  },
};

function doneLines({ migrations, roles }: AccountsSync): string[] {
  return [
    ...migrations.map((name) => `Ran ${name}.`),
    ...roles.added.map((grant) => `Gave ${said(grant)}.`),
    ...roles.removed.map((grant) => `Took ${said(grant, "from")}.`),
  ];
}

function beyondLines({ roles, otherPermissions }: AccountsSync): string[] {
  return [
    ...roles.extra.map((grant) => `Beyond the code: ${grant.group} has ${grant.permission}, given by hand.`),
    ...roles.otherGroups.map((group) => `Beyond the code: the group ${group}.`),
    ...otherPermissions.map((name) => `Beyond the code: the permission ${name}.`),
  ];
}

function said({ group, permission }: GroupGrant, preposition = "to"): string {
  return `${permission} ${preposition} ${group}`;
}
