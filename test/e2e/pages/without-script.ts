import { createApp, each, event, form, html, LiveView, live, stream } from "liveloom";
import { z } from "zod";

interface Note {
  readonly id: number;
  readonly text: string;
}

const entrySchema = z.object({
  text: z.string().trim().min(3, "Three letters at least"),
  tags: z.array(z.object({ name: z.string() })).max(3, "Three are enough"),
});

/** A list whose items only the browser has, beside all that a view keeps. */
class Notes extends LiveView {
  title = "Notes";
  notes = stream({ key: (note: Note) => note.id });
  entry = form(entrySchema, { initial: { tags: [{ name: "" }] } });
  count = 0;
  problem = "";

  mount() {
    this.notes.append({ id: 0, text: "Welcome" });
  }

  add = event({ form: this.entry }, ({ text, tags }) => {
    const names = tags.map(({ name }) => name).filter(Boolean);
    this.notes.append({ id: ++this.count, text: [text, ...names].join(" #") });
    this.entry.reset();
    this.flash("success", `Added ${text}`);
  });

  tag = event(() => void this.entry.list("tags").append());

  untag = event({ params: z.object({ key: z.coerce.number() }) }, ({ key }) =>
    this.entry.list("tags").remove(key),
  );

  fail = event(() => {
    this.notes.append({ id: -1, text: "never" });
    throw new Error("No paper");
  });

  onError(error: unknown) {
    this.problem = String(error);
  }

  render() {
    const text = this.entry.field("text");
    return html`<h1>Notes</h1>
      <ul>${each(this.notes, ({ text }) => html`<li>${text}</li>`)}</ul>
      <p class="problem">${this.problem}</p>
      <form live-form=${this.entry} live-submit=${this.add}>
        ${each(
          this.entry.list("tags").rows,
          (row) => row.key,
          (row) => html`<p class="tag">
            <input name=${row.field("name").name} value=${row.field("name").value} aria-label="Tag ${row.index + 1}">
            <button type="button" live-click=${this.untag} data-key=${row.key} aria-label="Remove tag ${row.index + 1}">x</button>
          </p>`,
        )}
        <button type="button" live-click=${this.tag}>Add a tag</button>
        <input name=${text.name} value=${text.value} aria-label="Note" required>
        <output>${text.error}</output>
        <button>Add</button>
      </form>
      <button live-click=${this.fail}>Fail</button>`;
  }
}

const app = createApp({ routes: [live("/", Notes)] });

console.log(`Open ${await app.serve()}`);
