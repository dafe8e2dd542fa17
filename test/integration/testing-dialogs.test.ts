import { commands, event, form, html, LiveView, when } from "liveloom";
import { expectRefused, mount } from "liveloom/testing";
import { describe, expect, test } from "vitest";
import { z } from "zod";

/** Two dialogs: one that stays in the page, one that comes and goes. */
class Contacts extends LiveView {
  title = "Contacts";
  isEditing = false;
  isAsking = false;
  heard: string[] = [];
  card = form(z.object({ name: z.string().min(2, "Too short") }));

  edit = event(() => {
    this.isEditing = true;
  });
  ask = event(() => {
    this.isAsking = true;
  });
  save = event({ form: this.card }, ({ name }) => {
    this.heard.push(`saved ${name}`);
    this.isEditing = false;
    this.runInBrowser(commands().focus("#search").addClass("saved", "h1").dispatch("app:saved", { name }));
  });
  closed = event({ params: z.object({ returnValue: z.string() }) }, ({ returnValue }) => {
    this.heard.push(`closed ${returnValue}`);
    this.isEditing = false;
  });
  cancelled = event(() => {
    this.heard.push("cancelled");
  });

  render() {
    const name = this.card.field("name");
    return html`<h1>Contacts</h1><p role="status">${this.heard.join(", ")}</p>
      <label>Search <input id="search"></label>
      <button live-click=${this.edit}>Edit</button><button live-click=${this.ask}>Ask</button>
      <dialog aria-label="Edit" open=${this.isEditing} live-modal live-close=${this.closed}>
        <form live-form=${this.card} live-submit=${this.save}>
          <label>Name <input name=${name.name} value=${name.value}></label><p>${name.error}</p><button>Save</button>
        </form>
      </dialog>
      ${when(this.isAsking, () => html`<dialog aria-label="Sure?" open live-modal live-cancel=${this.cancelled} live-prevent></dialog>`)}`;
  }
}

describe("a dialog that the view opens, in a test", () => {
  test("is found while it is open, and closed by its form", async () => {
    const page = await mount(Contacts);
    expect(page.queryByRole("dialog")).toBeUndefined();
    await page.click("Edit");
    page.getByRole("dialog", { name: "Edit" });
    await page.type("Name", "A");
    await page.submit("Save");
    page.getByRole("dialog", { name: "Edit" });
    page.getByText("Too short");
    await page.type("Name", "Ada");
    await page.submit("Save");
    expect(page.queryByRole("dialog")).toBeUndefined();
    expect(page.getByRole("status").textContent).toBe("saved Ada");
    expect(page.document.activeElement?.id).toBe("search");
    expect(page.getByRole("heading").className).toBe("saved");
  });

  test("is closed by Escape, as often as it is opened", async () => {
    const page = await mount(Contacts);
    for (const heard of ["closed ", "closed , closed "]) {
      await page.click("Edit");
      await page.press("Escape");
      expect(page.getByRole("status").textContent).toBe(heard);
      expect(page.queryByRole("dialog")).toBeUndefined();
    }
  });

  test("may be kept open", async () => {
    const page = await mount(Contacts);
    await page.click("Ask");
    await page.press("Escape");
    expect(page.getByRole("status").textContent).toBe("cancelled");
    page.getByRole("dialog", { name: "Sure?" });
  });
});

test("nobody calls an event by running commands that are text", async () => {
  const page = await mount(Contacts);
  await expectRefused(() => page.call('[["hide","h1"]]'), "LV-EVENT-NAME");
});
