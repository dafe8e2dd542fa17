import { each, event, html, LiveView, live, NotFound, when } from "liveloom";
import { z } from "zod";
import { type Peak, peaks, ranges } from "./peaks.ts";

const columns = ["name", "range", "height", "climbed"] as const;
const pageSize = 8;

const query = z.object({
  q: z.string().trim().max(50).catch(""),
  range: z.string().catch(""),
  sort: z.enum(columns).catch("height"),
  order: z.enum(["up", "down"]).catch("down"),
  page: z.coerce.number().int().min(1).catch(1),
});

/** What stands in the address is all this page knows. */
class PeakTable extends LiveView<undefined, typeof query> {
  static query = query;
  found: Peak[] = [];
  pages = 1;

  handleParams() {
    const { q, range, sort, order } = this.query;
    this.found = peaks
      .filter((peak) => peak.name.toLowerCase().includes(q.toLowerCase()) && (!range || peak.range === range))
      .sort((one, other) => compare(one[sort], other[sort]) * (order === "up" ? 1 : -1));
    this.pages = Math.max(1, Math.ceil(this.found.length / pageSize));
    if (this.query.page > this.pages) this.patch({ query: { page: this.pages } }, { replace: true });
    this.title = range ? `Peaks of the ${range}` : "Peaks";
  }

  search = event({ params: query.pick({ q: true, range: true }) }, ({ q, range }) => {
    this.patch({ query: { q: q || null, range: range || null, page: null } }, { replace: true });
  });

  render() {
    const { q, range, page } = this.query;
    const shown = this.found.slice((page - 1) * pageSize, page * pageSize);
    return html`
      <h1>${this.title}</h1>
      <form class="filters" role="search" live-input=${this.search} live-patch>
        <input type="search" name="q" value=${q} placeholder="Name" aria-label="Name" autocomplete="off">
        <select name="range" aria-label="Range">
          <option value="">All ranges</option>
          ${ranges.map((name) => html`<option selected=${name === range}>${name}</option>`)}
        </select>
        <button class="no-script">Search</button>
        <output>${this.found.length === 1 ? "1 peak" : `${this.found.length} peaks`}</output>
      </form>
      <table class="peaks">
        <thead><tr>${columns.map((column) => this.#heading(column))}</tr></thead>
        <tbody>${each(
          shown,
          (peak) => peak.id,
          (peak) => this.#row(peak),
        )}</tbody>
      </table>
      ${when(shown.length === 0, () => html`<p class="empty">No peak has a name like that.</p>`)}
      <nav class="pages" aria-label="Pages">${Array.from({ length: this.pages }, (_, index) => this.#page(index + 1))}</nav>`;
  }

  /** A click on a heading sorts by it, a second one the other way around. */
  #heading(column: (typeof columns)[number]) {
    const { sort, order } = this.query;
    const isSorted = sort === column;
    const turned = isSorted && order === "up" ? "down" : "up";
    const href = this.href({ query: { sort: column, order: turned, page: null } });
    const sorted = { up: "ascending", down: "descending" }[order];
    return html`<th scope="col" aria-sort=${isSorted ? sorted : "none"}><a href=${href} live-patch>${column}</a></th>`;
  }

  #page(page: number) {
    const href = this.href({ query: { page } });
    return html`<a href=${href} live-patch aria-current=${page === this.query.page ? "page" : null}>${page}</a>`;
  }

  #row({ id, name, range, height, climbed }: Peak) {
    return html`<tr>
      <th scope="row"><a href=${this.href(PeakPage, { params: { id } })} live-navigate>${name}</a></th>
      <td>${range}</td><td class="number">${height.toLocaleString("en")} m</td><td class="number">${climbed}</td>
    </tr>`;
  }
}

function compare(one: string | number, other: string | number): number {
  return Number(one > other) - Number(one < other);
}

const params = z.object({ id: z.coerce.number().int() });

class PeakPage extends LiveView<typeof params> {
  static params = params;
  peak = this.#find();
  title = this.peak.name;
  metaDescription = `${this.peak.name} is ${this.peak.height} metres high.`;

  surprise = event(() => {
    const others = peaks.filter(({ id }) => id !== this.peak.id);
    const next = others[Math.floor(Math.random() * others.length)] ?? this.peak;
    this.flash("info", `From ${this.peak.name} to ${next.name}.`);
    this.navigate(this.href(PeakPage, { params: { id: next.id } }));
  });

  #find(): Peak {
    const peak = peaks.find(({ id }) => id === this.params.id);
    if (!peak) throw new NotFound();
    return peak;
  }

  render() {
    const { name, range, height, climbed } = this.peak;
    return html`
      <nav aria-label="Breadcrumb"><a href=${this.href(PeakTable)} live-navigate>All peaks</a></nav>
      <h1>${name}</h1>
      <dl class="card facts">
        <dt>Height</dt><dd>${height.toLocaleString("en")} m</dd>
        <dt>First climbed</dt><dd>${climbed}</dd>
        <dt>Range</dt><dd><a href=${this.href(PeakTable, { query: { range } })} live-navigate>${range}</a></dd>
      </dl>
      <button live-click=${this.surprise}>Another peak</button>`;
  }
}

export const routes = [live("/", PeakTable), live("/peaks/:id/", PeakPage)];
