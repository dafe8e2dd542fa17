import {
  anyPermissionRequired,
  event,
  get,
  html,
  LiveView,
  loginRequired,
  permissionRequired,
  recentAuth,
  staffRequired,
  userTest,
} from "liveloom";
import { adminPermissions, definePermissions, defineRoles } from "liveloom/auth";

// The examples declare teams.manage_team_members and board.post_note.
event({ permission: "teams.manage_team_members" }, () => {});
event({ permission: ["teams.manage_team_members", "board.post_note"] }, () => {});
permissionRequired("board.post_note");

// @ts-expect-error a mistyped permission
event({ permission: "teams.manage_team_member" }, () => {});

// @ts-expect-error an empty list would let everybody in
event({ permission: [] }, () => {});

// @ts-expect-error a mistyped permission in a guard
permissionRequired("board.post");

// @ts-expect-error an empty list would let everybody in
permissionRequired([]);

// @ts-expect-error a mistyped permission among others
anyPermissionRequired(["board.post_note", "board.post"]);

// @ts-expect-error a mistyped permission for staff
staffRequired("board.post");

// @ts-expect-error a mistyped permission in a test
userTest((_, principal) => principal.can("board.post"));

event({ access: [staffRequired("board.post_note"), recentAuth(10)] }, () => {});
get("/export/", { access: loginRequired() }, () => new Response());

// @ts-expect-error a rule that is none
get("/export/", { access: "login" }, () => new Response());

export class CanPage extends LiveView {
  render() {
    // @ts-expect-error a mistyped permission in a question
    const posts = this.can("board.posts");
    const all = this.canAll(["board.post_note", "teams.manage_team_members"]);
    // @ts-expect-error a mistyped permission among others
    const any = this.canAny(["board.post_note", "board.posts"]);
    // @ts-expect-error nothing to ask for
    const none = this.canAll([]);
    return html`${posts} ${all} ${any} ${none}`;
  }
}

const named = definePermissions({ ...adminPermissions, shop: { view_order: "See orders" } });
defineRoles(named, { Support: ["auth.view_user", "shop.view_order"] });
// @ts-expect-error a mistyped permission of the admin pages
defineRoles(named, { Support: ["auth.view_users"] });
