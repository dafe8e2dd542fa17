import { component, each, event, fill, html, LiveComponent, LiveView, live, type Slot, when } from "liveloom";
import { z } from "zod";

interface Task {
  readonly id: number;
  readonly title: string;
  /** The number of its column. */
  readonly column: number;
}

const columns = ["To do", "Doing", "Done"];

/** What would be in a database, in order. */
let tasks: readonly Task[] = [
  { id: 1, title: "Wind the warp", column: 2 },
  { id: 2, title: "Dress the loom", column: 1 },
  { id: 3, title: "Throw the shuttle", column: 0 },
  { id: 4, title: "Cut the cloth", column: 0 },
];
let lastId = tasks.length;

const title = z.string().trim().min(1).max(60);

interface CardProps {
  readonly task: Task;
  readonly onRename: (title: string) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

/** A task. Whether it is being edited is its own business; what it says and where it stands is the board's. */
class Card extends LiveComponent<CardProps> {
  isEditing = false;

  edit = event(() => {
    this.isEditing = true;
  });

  cancel = event(() => {
    this.isEditing = false;
  });

  save = event({ params: z.object({ title }) }, (form) => {
    this.isEditing = false;
    this.props.onRename(form.title);
  });

  back = event(() => this.props.onMove(-1));
  forth = event(() => this.props.onMove(1));
  remove = event(() => this.props.onRemove());

  render() {
    return html`<li class="card">${this.isEditing ? this.#form() : this.#face()}</li>`;
  }

  #face() {
    const { title, column } = this.props.task;
    return html`
      <p>${title}</p>
      <div role="group" aria-label="${title}">
        <button class="quiet" live-click=${this.back} disabled=${column === 0} aria-label="Back" title="Back">←</button>
        <button class="quiet" live-click=${this.edit} aria-label="Edit" title="Edit">✎</button>
        <button class="quiet" live-click=${this.remove} aria-label="Remove" title="Remove">✕</button>
        <button class="quiet" live-click=${this.forth} disabled=${column === columns.length - 1} aria-label="Forth" title="Forth">→</button>
      </div>`;
  }

  #form() {
    return html`<form live-submit=${this.save}>
      <input name="title" value=${this.props.task.title} aria-label="Title" required maxlength="60" autocomplete="off" autofocus>
      <div><button>Save</button> <button type="button" class="quiet" live-click=${this.cancel}>Cancel</button></div>
    </form>`;
  }
}

/** The field for a new task. What is being typed is its own business, too. */
class NewTask extends LiveComponent<{ onAdd: (title: string) => void }> {
  draft = "";

  write = event({ params: z.object({ title: z.string() }) }, (form) => {
    this.draft = form.title;
  });

  add = event({ params: z.object({ title }) }, (form) => {
    this.draft = "";
    this.props.onAdd(form.title);
  });

  render() {
    return html`<form class="line" live-submit=${this.add}>
      <input name="title" value=${this.draft} live-change=${this.write} live-force-value
        aria-label="New task" placeholder="New task" required maxlength="60" autocomplete="off">
      <button>Add</button>
    </form>`;
  }
}

/** A function is a component, too: the simplest one, without a state. */
function column({ name, count, children }: { name: string; count: number; children: Slot }) {
  return html`<section class="column" aria-label=${name}>
    <h2>${name} <small>${count}</small></h2>
    ${when(count === 0, () => html`<p class="empty">Nothing here.</p>`)}
    <ol>${fill(children)}</ol>
  </section>`;
}

class Board extends LiveView {
  title = "Board";
  tasks = tasks;

  mount() {
    this.subscribe("tasks");
  }

  handleInfo() {
    this.tasks = tasks;
  }

  /** Everybody sees the same board. */
  #change(changed: readonly Task[]) {
    tasks = changed;
    this.publish("tasks", "changed");
  }

  #replace(task: Task) {
    this.#change(tasks.map((old) => (old.id === task.id ? task : old)));
  }

  #card(task: Task) {
    return component(Card, {
      key: task.id,
      task,
      onRename: (title) => this.#replace({ ...task, title }),
      onMove: (by) => this.#replace({ ...task, column: task.column + by }),
      onRemove: () => this.#change(tasks.filter(({ id }) => id !== task.id)),
    });
  }

  #column(name: string, number: number) {
    const shown = this.tasks.filter((task) => task.column === number);
    const cards = each(
      shown,
      ({ id }) => id,
      (task) => this.#card(task),
    );
    return column({ name, count: shown.length, children: cards });
  }

  render() {
    return html`
      <header class="head">
        <h1>Board</h1>
        ${component(NewTask, { onAdd: (title) => this.#change([...tasks, { id: ++lastId, title, column: 0 }]) })}
      </header>
      <div class="columns">${columns.map((name, number) => this.#column(name, number))}</div>`;
  }
}

export const routes = [live("/", Board)];
