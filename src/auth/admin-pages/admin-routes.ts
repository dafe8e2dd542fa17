import type { LiveRoute } from "../../server/live-route.ts";
import type { Route } from "../../server/router.ts";
import { AddUserPage } from "./add-user.ts";
import { AdminHome } from "./admin-home.ts";
import { type AdminPageClass, type AdminServices, adminPageFor } from "./admin-page.ts";
import { adminStyleRoute } from "./admin-style.ts";
import { auditExports } from "./audit-export.ts";
import { AuditPage } from "./audit-page.ts";
import { DeleteGroupPage } from "./delete-group.ts";
import { DeleteUserPage } from "./delete-user.ts";
import { EditGroupPage } from "./edit-group.ts";
import { EditUserPage } from "./edit-user.ts";
import { GroupsPage } from "./groups-page.ts";
import { UserRightsPage } from "./user-rights.ts";
import { UserSessionsPage } from "./user-sessions.ts";
import { UsersPage } from "./users-page.ts";

export interface AdminOptions {
  /** Where the pages are. Default: "/admin/". */
  readonly path?: string;
}

const pages: Readonly<Record<string, AdminPageClass>> = {
  "": AdminHome,
  "users/": UsersPage,
  "users/add/": AddUserPage,
  "users/:id/": EditUserPage,
  "users/:id/rights/": UserRightsPage,
  "users/:id/sessions/": UserSessionsPage,
  "users/:id/delete/": DeleteUserPage,
  "groups/": GroupsPage,
  "groups/:id/": EditGroupPage,
  "groups/:id/delete/": DeleteGroupPage,
  "audit/": AuditPage,
};

/** All pages to look after users, groups and the audit log. */
export function adminRoutes(
  services: Omit<AdminServices, "path">,
  { path = "/admin/" }: AdminOptions,
): Route[] {
  const admin = { ...services, path: path.endsWith("/") ? path : `${path}/` };
  const live = Object.entries(pages).map(([page, View]): LiveRoute => {
    return { kind: "live", pattern: admin.path + page, View: adminPageFor(admin, View) };
  });
  return [adminStyleRoute(), ...auditExports(admin), ...live];
}
