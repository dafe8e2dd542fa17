import { classes, each, event, html, LiveView, live, stream, topic, when } from "liveloom";
import { z } from "zod";

interface Todo {
  readonly id: number;
  readonly text: string;
  readonly isDone: boolean;
}

/** What would be in a database, the newest last. */
const todos = new Map<number, Todo>();
let lastId = 0;

for (const text of ["Wind the warp", "Dress the loom", "Throw the shuttle"])
  put({ id: ++lastId, text, isDone: false });

function put(todo: Todo): void {
  todos.set(todo.id, todo);
}

/** So many fit on the list. */
const limit = 200;

/** Tells every open page which of them changed, came or went. */
const changed = topic<{ readonly ids: readonly number[] }>("todos");

const filters = ["all", "open", "done"] as const;
const query = z.object({ show: z.enum(filters).catch("all") });
const idOf = z.object({ id: z.coerce.number().int() });
const newTodo = z.object({ text: z.string().trim().min(1).max(200) });

class Todos extends LiveView<undefined, typeof query> {
  static query = query;

  title = "To-do";
  draft = "";
  problem = "";
  /** The items are in the browser; the server keeps their keys. */
  todos = stream({ key: (todo: Todo) => todo.id });

  mount() {
    this.subscribe(changed, ({ ids }) => {
      for (const id of ids) this.#show(id);
    });
  }

  handleParams() {
    this.todos.reset(...[...todos.values()].filter((todo) => this.#fits(todo)));
  }

  write = event({ params: z.object({ text: z.string().max(200) }) }, ({ text }) => {
    this.draft = text;
  });

  add = event({ params: newTodo, rateLimit: { calls: 30, perSeconds: 60 } }, ({ text }) => {
    this.problem = todos.size < limit ? "" : "Do some of these first.";
    if (this.problem) return;
    this.draft = "";
    put({ id: ++lastId, text, isDone: false });
    this.publish(changed, { ids: [lastId] });
  });

  check = event({ params: idOf.extend({ done: z.literal("on").optional() }) }, ({ id, done }) => {
    const todo = todos.get(id);
    if (todo) put({ ...todo, isDone: done === "on" });
    this.publish(changed, { ids: [id] });
  });

  remove = event({ params: idOf }, ({ id }) => {
    todos.delete(id);
    this.publish(changed, { ids: [id] });
  });

  clearDone = event(() => {
    const ids = [...todos.values()].filter(({ isDone }) => isDone).map(({ id }) => id);
    for (const id of ids) todos.delete(id);
    this.publish(changed, { ids });
  });

  #fits({ isDone }: Todo) {
    const { show } = this.query;
    return show === "all" || isDone === (show === "done");
  }

  /** Puts one where it belongs, as it is now. */
  #show(id: number) {
    const todo = todos.get(id);
    if (!todo || !this.#fits(todo)) this.todos.delete(id);
    else if (!this.todos.update(todo))
      this.todos.insert(this.todos.keys.filter((key) => Number(key) < id).length, todo);
  }

  render() {
    const left = [...todos.values()].filter(({ isDone }) => !isDone).length;
    return html`
      <h1>To-do</h1>
      <form class="line" live-submit=${this.add}>
        <input name="text" value=${this.draft} live-change=${this.write} live-force-value
          aria-label="What is to be done?" placeholder="What is to be done?" required maxlength="200" autocomplete="off">
        <button>Add</button>
      </form>
      ${when(this.problem, () => html`<p class="problem" role="alert">${this.problem}</p>`)}
      <nav class="filters" aria-label="Show">${filters.map((show) => this.#filter(show))}</nav>
      <ul class="todos">${each(this.todos, (todo) => this.#row(todo))}</ul>
      <p class="empty" hidden=${this.todos.length > 0}>Nothing here.</p>
      <p class="end">
        <span role="status">${left} left</span>
        <button class="quiet" live-click=${this.clearDone} disabled=${left === todos.size}>Clear what is done</button>
      </p>`;
  }

  #filter(show: (typeof filters)[number]) {
    const current = show === this.query.show ? "page" : null;
    return html`<a href=${this.href({ query: { show } })} live-patch aria-current=${current}>${show}</a>`;
  }

  #row({ id, text, isDone }: Todo) {
    return html`<li class=${classes({ done: isDone })}>
      <label><input type="checkbox" name="done" checked=${isDone} live-change=${this.check} data-id=${id}> <span>${text}</span></label>
      <button class="quiet" live-click=${this.remove} data-id=${id} aria-label="Remove “${text}”">✕</button>
    </li>`;
  }
}

export const routes = [live("/", Todos)];
