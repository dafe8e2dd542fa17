import {
  component,
  each,
  event,
  fill,
  type Html,
  html,
  LiveComponent,
  LiveView,
  type Slot,
  stream,
} from "liveloom";
import { z } from "zod";

interface Task {
  readonly id: number;
  readonly title: string;
}

class TaskCard extends LiveComponent<{ task: Task; onRename?: (title: string) => void }> {
  draft = this.props.task.title;
  rename = event({ params: z.object({ title: z.string() }) }, ({ title }) => {
    this.props.onRename?.(title);
    // @ts-expect-error not a prop
    this.props.onRemove?.();
    // @ts-expect-error a callback with its parameters
    this.props.onRename?.(3);
    // @ts-expect-error props are the parent's
    this.props.task = { id: 1, title };
  });

  override update(props: { task: Task }, previous: { task: Task }) {
    if (props.task.id !== previous.task.id) this.draft = props.task.title;
  }

  override render() {
    // @ts-expect-error the parent is out of reach
    this.parent;
    return html`<b live-click=${this.rename}>${this.draft}</b>`;
  }
}

class Toggle extends LiveComponent {
  override render() {
    // @ts-expect-error it has no props
    this.props.label;
    return html`x`;
  }
}

class Panel extends LiveComponent<{ title: Slot; children: Slot<[isOpen: boolean]> }> {
  override render() {
    const { title, children } = this.props;
    // @ts-expect-error the slot wants to know whether it is open
    fill(children);
    return html`<h2>${fill(title)}</h2>${fill(children, true)}`;
  }
}

/** A function component: typed props, and slots that are values or functions. */
function field({ label, hint, children }: { label: string; hint?: Slot; children: Html }): Html {
  return html`<label>${label} ${children}</label><small>${fill(hint)}</small>`;
}

const tasks: Task[] = [];
const task: Task = { id: 1, title: "" };
const events = stream({ key: (each: Task) => each.id });

export class Board extends LiveView {
  override render() {
    component(TaskCard, { key: 1, task, onRename: (title) => title.toUpperCase() });
    component(TaskCard, { task });
    component(Toggle);
    component(Toggle, { key: "a" });
    component(Panel, { title: "x", children: (isOpen) => html`${isOpen}` });
    // @ts-expect-error a prop is missing
    component(TaskCard, {});
    // @ts-expect-error props are missing
    component(TaskCard);
    // @ts-expect-error a mistyped prop
    component(TaskCard, { task, onRenam: () => {} });
    // @ts-expect-error a prop of another type
    component(TaskCard, { task: 3 });
    // @ts-expect-error a callback of another type
    component(TaskCard, { task, onRename: (title: number) => title });
    // @ts-expect-error it has no props
    component(Toggle, { label: "x" });
    // @ts-expect-error a view is no component
    component(Board);
    // @ts-expect-error a slot of another type
    component(Panel, { title: "x", children: (isOpen: string) => html`${isOpen}` });
    // @ts-expect-error a component cannot be the row of a stream
    each(events, (each) => component(TaskCard, { key: each.id, task: each }));
    // @ts-expect-error a mistyped prop of a function
    field({ lable: "x", children: html`x` });
    return html`${component(TaskCard, { task })} ${each(tasks, (each) => component(TaskCard, { key: each.id, task: each }))}
      ${[component(Toggle)]} ${field({ label: "Name", hint: () => "why", children: html`<input>` })}`;
  }
}

/** Does what views do, by the same names. */
export class Busy extends LiveComponent<{ id: number }> {
  total = this.resource(() => 3);

  override mount() {
    this.subscribe("topic", (message) => message satisfies unknown);
    const stop: () => void = this.every(1_000, () => this.flash("info", "Tick"));
    this.after(10, stop);
    const task = this.task("name", ({ signal }) => signal.aborted);
    task.cancel();
    this.publish("topic", { id: this.props.id });
    this.patch({ query: { page: 2 } });
    this.navigate("/", { replace: true });
    this.redirect("/");
    this.clearFlash("error");
    this.reportError(new Error("x")) satisfies string;
    // @ts-expect-error not a level
    this.clearFlash("danger");
    // @ts-expect-error a browser's event has to be declared
    this.pushEvent("nothing", {});
    // @ts-expect-error the view's parameters come as props
    this.params;
    // @ts-expect-error the title is the view's
    this.title;
  }

  override render() {
    return html`<a href=${this.href(Board)}>${this.request.path}</a> <a href=${this.href("?page=2")}>${this.total.value}</a>`;
  }
}
