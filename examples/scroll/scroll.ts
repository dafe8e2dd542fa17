import { each, event, html, LiveView, live, stream } from "liveloom";

interface Photo {
  readonly id: number;
  readonly title: string;
}

/** What would be in a database: a thousand pictures that were taken one after the other. */
const words = ["Harbour", "Meadow", "Rooftops", "Glacier", "Market", "Lantern", "Orchard", "Tide", "Viaduct"];
const photos: readonly Photo[] = Array.from({ length: 1_000 }, (_, index) => ({
  id: index + 1,
  title: `${words[(index * 7) % words.length]} no. ${index + 1}`,
}));

/** So many are loaded at once, and so many are kept in the page. */
const pageSize = 24;
const kept = 96;

class Photos extends LiveView {
  title = "Photos";
  photos = stream({ key: (photo: Photo) => photo.id, limit: kept });
  /** The part of all photos that the page has: from the first up to, not including, the end. */
  first = 0;
  end = 0;

  mount() {
    this.#append();
  }

  older = event(() => this.#append());

  newer = event(() => {
    const from = Math.max(0, this.first - pageSize);
    const added = photos.slice(from, this.first);
    this.photos.prepend(...added);
    this.first = from;
    this.end = from + this.photos.length;
  });

  #append() {
    const added = photos.slice(this.end, this.end + pageSize);
    this.photos.append(...added);
    this.end += added.length;
    this.first = this.end - this.photos.length;
  }

  render() {
    const isDone = this.end === photos.length;
    return html`
      <h1>Photos</h1>
      <p class="edge" live-viewport-enter=${this.first > 0 ? this.newer : null} live-viewport-margin="600"></p>
      <ul class="photos" aria-label="Photos">${each(
        this.photos,
        ({ id, title }) => html`<li><i class="picture hue-${id % 12}"></i>${title}</li>`,
      )}</ul>
      <p class="edge" live-viewport-enter=${isDone ? null : this.older} live-viewport-margin="600" role="status">
        ${isDone ? "That was all." : "Loading…"}
      </p>`;
  }
}

export const routes = [live("/", Photos)];
