import { classes, each, event, html, InvalidParams, LiveView, live, styles, when } from "liveloom";
import { z } from "zod";

interface Place {
  readonly id: number;
  readonly name: string;
  readonly votes: number;
}

/** What would be in a database. */
const places: Place[] = ["The noodle bar", "Falafel on the corner", "The canteen"].map((name, id) => ({
  id,
  name,
  votes: 0,
}));

/** So many places fit on the page. */
const limit = 12;

const choice = z.object({ id: z.coerce.number().int() });
const suggestion = z.object({ name: z.string().trim().min(3).max(40) });

class Lunch extends LiveView {
  title = "Where do we eat?";
  places = places;
  mine = -1;
  draft = "";
  problem = "";

  mount() {
    this.subscribe("lunch");
  }

  vote = event({ params: choice }, ({ id }) => {
    if (!places[id]) return;
    if (this.mine >= 0) this._count(this.mine, -1);
    this._count(id, 1);
    this.mine = id;
    this.publish("lunch", "changed");
  });

  suggest = event({ params: suggestion, rateLimit: { calls: 10, perSeconds: 60 } }, ({ name }) => {
    this.problem = places.length < limit ? "" : "That is enough to choose from.";
    if (this.problem) return;
    places.push({ id: places.length, name, votes: 0 });
    this.publish("lunch", "changed");
  });

  handleInfo() {
    // The places are shared: being told that they changed is all it takes to render them again.
  }

  onError(error: unknown) {
    if (!(error instanceof InvalidParams)) throw error;
    this.problem = "A place has a name of 3 to 40 letters.";
  }

  _count(id: number, by: number) {
    const place = places[id];
    if (place) places[id] = { ...place, votes: place.votes + by };
  }

  render() {
    const most = Math.max(1, ...this.places.map(({ votes }) => votes));
    return html`
      <h1>Where do we eat?</h1>
      <ol class="places">${each(
        this.places,
        ({ id }) => id,
        (place) => this.#row(place, most),
      )}</ol>
      <form class="line" live-submit=${this.suggest}>
        <input name="name" aria-label="Another place" placeholder="Another place" autocomplete="off">
        <button>Suggest</button>
      </form>
      ${when(this.problem, () => html`<p class="problem" role="alert">${this.problem}</p>`)}`;
  }

  #row({ id, name, votes }: Place, most: number) {
    return html`<li class=${classes("place", { mine: id === this.mine })} style=${styles({ "--share": votes / most })}>
      <span class="name">${name}</span>
      <strong aria-label="Votes">${votes}</strong>
      <button class=${classes({ quiet: id !== this.mine })} live-click=${this.vote} data-id=${id} aria-pressed=${id === this.mine} aria-label="Vote for ${name}">Vote</button>
    </li>`;
  }
}

export const routes = [live("/", Lunch)];
