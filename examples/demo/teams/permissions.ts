import { definePermissions, type PermissionName } from "liveloom/auth";

/** Everything that somebody may or may not do in this app, with a sentence for people. */
export const permissions = definePermissions({
  teams: { manage_team_members: "Remove members from their teams" },
});

/** The group that holds the permission above. */
export const teamManagers = "Team managers";

// From here on a mistyped permission does not compile.
declare module "liveloom" {
  interface Permissions extends Record<PermissionName<typeof permissions>, true> {}
}
