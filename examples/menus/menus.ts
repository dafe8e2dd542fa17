import { type Commands, closest, commands, event, html, LiveView, live } from "liveloom";
import { z } from "zod";

const tabs = [
  ["overview", "Overview", "A small workshop that binds books by hand, since 1987."],
  ["prices", "Prices", "A notebook takes two weeks and costs 48 euros."],
  ["visit", "Visit", "Tuesday to Saturday, ten to six. Ring twice."],
] as const;

/** Shows one panel and hides the others. */
function choose(id: string): Commands {
  return commands()
    .setAttribute("aria-selected", "false", '[role="tab"]')
    .setAttribute("aria-selected", "true")
    .hide('[role="tabpanel"]')
    .show(`#${id}`, { classes: "appearing", milliseconds: 200 });
}

const ask = commands().show("#rename").focusFirst("#rename");
const cancel = commands().hide(closest("dialog")).focus("#menu-button");

class Workshop extends LiveView {
  title = "Menus";
  name = "Bindery";
  /** How often the server has heard from this page. */
  heard = 0;

  rename = event({ params: z.object({ name: z.string().trim().min(1).max(40) }) }, ({ name }) => {
    this.name = name;
    this.heard++;
  });

  render() {
    return html`
      <header class="workshop">
        <h1>${this.name}</h1>
        <button id="menu-button" aria-haspopup="true" live-click=${commands().toggle("#menu").focusFirst("#menu")}>Menu</button>
        <div id="menu" popover>
          <button class="quiet" live-click=${commands().hide("#menu").push(this.rename, { name: "Bindery" })}>Reset the name</button>
          <button class="quiet" live-click=${commands().hide("#menu").show("#rename").focusFirst("#rename")}>Rename…</button>
          <button class="quiet" live-click=${commands().toggleClass("wide", "main").hide("#menu").focus("#menu-button")}>Wide or narrow</button>
        </div>
      </header>

      <div role="tablist" aria-label="About">${tabs.map(
        (
          [id, label],
          index,
        ) => html`<button class="quiet" role="tab" aria-controls=${id} aria-selected=${index === 0 ? "true" : "false"}
          live-click=${choose(id)}>${label}</button>`,
      )}</div>
      ${tabs.map(([id, , text], index) => html`<section id=${id} role="tabpanel" hidden=${index > 0}><p>${text}</p></section>`)}

      <div class="more">
        <button class="quiet" aria-expanded="false" aria-controls="details" live-click=${commands()
          .toggle("#details", { classes: "appearing", milliseconds: 200 })
          .toggleAttribute("aria-expanded", ["true", "false"])}>Details</button>
        <button class="quiet" live-click=${ask}>Rename…</button>
      </div>
      <p id="details" hidden>Everything on this page opens, closes and switches without a word to the server.</p>

      <dialog id="rename" aria-label="Rename">
        <form live-submit=${commands().push(this.rename).hide("#rename").focus("#menu-button")}>
          <label>New name <input name="name" value=${this.name} required maxlength="40" autocomplete="off"></label>
          <button>Rename</button>
          <button type="button" class="quiet" live-click=${cancel}>Cancel</button>
        </form>
      </dialog>
      <p class="heard">The server has heard from this page <b>${this.heard}</b> times.</p>`;
  }
}

export const routes = [live("/", Workshop)];
