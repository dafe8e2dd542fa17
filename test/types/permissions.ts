import { event, html, LiveView, permissionRequired } from "liveloom";

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

export class CanPage extends LiveView {
  render() {
    // @ts-expect-error a mistyped permission in a question
    return html`${this.can("board.posts")}`;
  }
}
