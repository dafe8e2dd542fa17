import { each, event, html, InvalidParams, LiveView, loginRequired, PermissionDenied, when } from "liveloom";
import { definePermissions, type PermissionName } from "liveloom/auth";
import { z } from "zod";

export const permissions = definePermissions({ board: { post_note: "Put notes on the board" } });

declare module "liveloom" {
  interface Permissions extends Record<PermissionName<typeof permissions>, true> {}
}

const notes: { id: number; text: string; author: string }[] = [];

export class NoticeBoard extends LiveView {
  static access = loginRequired();

  title = "Notice board";
  notes = notes;
  problem = "";

  mount() {
    this.subscribe("notes");
  }

  post = event(
    { params: z.object({ text: z.string().trim().min(1).max(200) }), permission: "board.post_note" },
    ({ text }) => {
      this.problem = "";
      notes.push({ id: notes.length + 1, text, author: this.user.username });
      this.publish("notes", "changed");
    },
  );

  handleInfo() {
    // The notes are shared: being told that they changed is all it takes to render them again.
  }

  onError(error: unknown) {
    if (error instanceof InvalidParams) this.problem = "A note has 1 to 200 characters.";
    else if (error instanceof PermissionDenied)
      this.problem = "You may read here. Ask for permission to write.";
    else throw error;
  }

  render() {
    return html`
      <h1>Notice board</h1>
      ${when(this.problem, () => html`<p role="alert">${this.problem}</p>`)}
      <ul>${each(
        this.notes,
        (note) => note.id,
        (note) => html`<li>${note.text} <small>${note.author}</small></li>`,
      )}</ul>
      ${when(
        this.can("board.post_note"),
        () => html`
        <form live-submit=${this.post}>
          <input name="text" aria-label="Note" required maxlength="200">
          <button>Post</button>
        </form>`,
      )}`;
  }
}
