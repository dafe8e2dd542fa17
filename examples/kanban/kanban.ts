import { closest, each, event, html, LiveView, live, optimistic } from "liveloom";
import { z } from "zod";

declare module "liveloom" {
  interface BrowserEvents {
    moved: { id: number };
  }
}

const columns = ["To do", "Doing", "Done"] as const;

interface Card {
  readonly id: number;
  readonly text: string;
  readonly column: number;
}

/** What would be in a database, each column from top to bottom. */
let cards: readonly Card[] = [
  ["Sketch the landing page", 0],
  ["Write to the printer", 0],
  ["Choose a typeface", 0],
  ["Photograph the workshop", 1],
  ["Order paper samples", 1],
  ["Find a name", 2],
].map(([text, column], index) => ({ id: index + 1, text: String(text), column: Number(column) }));

const id = z.coerce.number().int();
const column = z.coerce
  .number()
  .int()
  .min(0)
  .max(columns.length - 1);

/** Puts a card into a column, before another or at the end. */
function move(id: number, column: number, before: number | null): void {
  const card = cards.find((each) => each.id === id);
  if (!card || before === id) return;
  const others = cards.filter((each) => each !== card);
  const at = others.findIndex((each) => each.id === before);
  cards = others.toSpliced(at < 0 ? others.length : at, 0, { ...card, column });
}

class Kanban extends LiveView {
  title = "Kanban";

  mount() {
    this.subscribe("kanban");
  }

  /** Called by the hook when a card is dropped; it gets the place the card has now. */
  move = event({ params: z.object({ id, column, before: id.nullable() }) }, ({ id, column, before }) => {
    move(id, column, before);
    this.publish("kanban", id);
    const place = cards.filter((card) => card.column === column).findIndex((card) => card.id === id) + 1;
    return { place, column: columns[column] };
  });

  /** The same without a mouse. */
  shift = event({ params: z.object({ id, by: z.coerce.number().int().min(-1).max(1) }) }, ({ id, by }) => {
    const card = cards.find((each) => each.id === id);
    if (!card) return;
    move(id, Math.min(columns.length - 1, Math.max(0, card.column + by)), null);
    this.publish("kanban", id);
  });

  add = event({ params: z.object({ text: z.string().trim().min(1).max(100) }) }, ({ text }) => {
    const id = Math.max(0, ...cards.map((card) => card.id)) + 1;
    cards = [...cards, { id, text, column: 0 }];
    this.publish("kanban", id);
  });

  handleInfo(_topic: string, id: unknown) {
    this.pushEvent("moved", { id: Number(id) });
  }

  render() {
    return html`
      <h1>Kanban</h1>
      <p class="muted">Drag a card, or use its arrows. Open the page twice to see others move them.</p>
      <div class="kanban">${columns.map((name, index) => this.#column(name, index))}</div>
      <form class="line new-card" live-submit=${this.add}>
        <input name="text" aria-label="New card" placeholder="New card" required maxlength="100" autocomplete="off">
        <button>Add</button>
      </form>
      <p class="said muted" role="status" id="said" live-ignore></p>`;
  }

  #column(name: string, index: number) {
    const own = cards.filter((card) => card.column === index);
    return html`<section live-hook="Column" data-column=${index} aria-label=${name}>
      <h2>${name} <span>${own.length}</span></h2>
      <ol>${each(
        own,
        (card) => card.id,
        (card) => this.#card(card),
      )}</ol>
    </section>`;
  }

  #card({ id, text, column }: Card) {
    const soon = optimistic().addClass("moving", closest("li"));
    return html`<li draggable="true" live-hook="Card" data-id=${id} live-optimistic=${optimistic().addClass("moving")}>
      <span>${text}</span>
      <button class="quiet" live-click=${this.shift} live-optimistic=${soon} data-id=${id} data-by="-1" disabled=${column === 0}
        aria-label="Move “${text}” left">←</button>
      <button class="quiet" live-click=${this.shift} live-optimistic=${soon} data-id=${id} data-by="1" disabled=${column === columns.length - 1}
        aria-label="Move “${text}” right">→</button>
    </li>`;
  }
}

export const routes = [live("/", Kanban)];
