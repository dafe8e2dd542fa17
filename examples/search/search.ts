import { each, event, html, LiveView, live, when } from "liveloom";
import { z } from "zod";
import { type City, findCities } from "./cities.ts";

class Search extends LiveView {
  title = "Cities";
  /** What is in the field as far as the view put it there. */
  text = "";
  asked = "";
  found: City[] = [];
  /** The marked result, or -1. */
  marked = -1;
  chosen: City | undefined;

  search = event({ params: z.object({ query: z.string().max(100) }), debounce: 200 }, ({ query }) => {
    this.asked = query.trim();
    this.found = findCities(query);
    this.marked = this.found.length > 0 ? 0 : -1;
  });

  press = event(
    { params: z.object({ key: z.enum(["ArrowDown", "ArrowUp", "Enter", "Escape"]) }) },
    ({ key }) => {
      const { length } = this.found;
      if (key === "Escape") this.#close();
      else if (key === "Enter") this.#choose(this.marked);
      else if (length > 0) this.marked = (this.marked + (key === "ArrowDown" ? 1 : length - 1)) % length;
    },
  );

  choose = event({ params: z.object({ index: z.coerce.number().int() }) }, ({ index }) =>
    this.#choose(index),
  );

  close = event(() => this.#close());

  #choose(index: number) {
    const city = this.found[index];
    if (!city) return;
    this.chosen = city;
    this.text = city.name;
    this.asked = "";
    this.#close();
  }

  #close() {
    this.found = [];
    this.marked = -1;
  }

  render() {
    return html`
      <h1>Cities</h1>
      <div class="search" live-click-away=${this.close}>
        <input name="query" value=${this.text} live-force-value placeholder="Try “pa” or “japan”" autocomplete="off" autofocus
          role="combobox" aria-label="City" aria-controls="results" aria-autocomplete="list"
          aria-expanded=${this.found.length > 0} aria-activedescendant=${this.marked < 0 ? null : `city-${this.marked}`}
          live-input=${this.search}
          live-keydown=${this.press} live-key="ArrowDown ArrowUp Enter Escape" live-prevent>
        <ul id="results" role="listbox" aria-label="Cities" hidden=${this.found.length === 0}>
          ${each(
            this.found,
            ({ name }) => name,
            (city, index) => this.#row(city, index),
          )}
        </ul>
      </div>
      <p class="count" role="status">${this.#status()}</p>
      ${when(
        this.chosen,
        () => html`<p class="chosen"><b>${this.chosen?.name}</b> has
        ${this.chosen?.millions} million people and is in ${this.chosen?.country}.</p>`,
      )}`;
  }

  #row({ name, country }: City, index: number) {
    return html`<li role="option" id="city-${index}" aria-selected=${index === this.marked}
      live-click=${this.choose} data-index=${index}>${name} <span>${country}</span></li>`;
  }

  #status() {
    if (this.found.length > 0) return `${this.found.length} found. Choose with the arrow keys and Enter.`;
    return this.asked ? `Nothing found for “${this.asked}”.` : "";
  }
}

export const routes = [live("/", Search)];
