import { commands, createApp, each, event, form, html, LiveView, live, when } from "liveloom";
import { z } from "zod";

const named = z.object({ name: z.string().min(3, "Too short") });

/** What comes with the focus in it, and dialogs that the server opens. */
class FocusPage extends LiveView {
  title = "Focus";
  n = 0;
  isShown = false;
  isEditing = false;
  isNew = false;
  isAsking = false;
  rows: number[] = [];
  heard: string[] = [];
  card = form(named);

  mount() {
    this.isEditing = this.request.query.has("open");
  }

  show = event(() => {
    this.isShown = !this.isShown;
  });
  add = event(() => {
    this.rows = [...this.rows, this.rows.length + 1];
  });
  edit = event(() => {
    this.isEditing = !this.isEditing;
  });
  create = event(() => {
    this.isNew = !this.isNew;
  });
  ask = event(() => {
    this.isAsking = true;
  });
  save = event({ form: this.card }, ({ name }) => {
    this.heard.push(`saved ${name}`);
    this.isEditing = false;
  });
  closed = event({ params: z.object({ returnValue: z.string(), id: z.string() }) }, ({ id, returnValue }) => {
    this.heard.push(`closed ${id} ${returnValue}`.trim());
    this.isEditing = this.isNew = this.isAsking = false;
  });
  cancelled = event(() => {
    this.heard.push("cancelled");
  });

  render() {
    const name = this.card.field("name");
    return html`
      <h1>Focus</h1>
      <output>${JSON.stringify(this.heard)}</output>
      <button id="show" live-click=${this.show}>Show</button>
      <form id="adder" live-submit=${this.add}><input id="text"><button id="add">Add</button></form>
      <input id="box" type="checkbox" live-change=${this.show}>
      <div id="place">${when(
        this.isShown,
        () =>
          html`<p><input autofocus hidden><input autofocus disabled><input id="wanted" autofocus><input autofocus></p>`,
      )}</div>
      <ul>${each(
        this.rows,
        (row) => row,
        (row) => html`<li><input id="row${row}" autofocus></li>`,
      )}</ul>
      <a id="away" href="/other/" live-navigate>Other</a>

      <button id="edit" live-click=${this.edit}>Edit</button>
      <dialog id="kept" open=${this.isEditing} live-modal live-close=${this.closed} data-id="kept">
        <form live-form=${this.card} live-submit=${this.save} novalidate>
          <button type="button" id="stop" live-click=${this.edit}>Stop</button>
          <input id="name" name=${name.name} value=${name.value} aria-invalid=${name.invalid} autofocus>
          <p id="error">${name.error}</p>
          <div>${when(this.isShown, () => html`<input id="inner" autofocus>`)}</div>
          <input id="file" type="file"><button id="save">Save</button>
        </form>
        <form method="dialog"><button id="choose" value="chosen">Choose</button></form>
        <button id="hide" live-click=${commands().hide("#kept")}>Hide</button>
      </dialog>

      <button id="create" live-click=${this.create}>New</button>
      ${when(
        this.isNew,
        () => html`<dialog id="new" open live-modal live-close=${this.closed} data-id="new">
          <button>first</button><input id="first" autofocus><button id="done" live-click=${this.create}>Done</button>
        </dialog>`,
      )}

      <button id="ask" live-click=${this.ask}>Ask</button>
      <dialog id="asking" open=${this.isAsking} live-modal live-cancel=${this.cancelled} live-prevent
        live-close=${this.closed} data-id="asking"><button id="answer" live-click=${commands().hide("#asking")}>Yes</button></dialog>`;
  }
}

/** A page that a link leads to, whose fields want the focus; the first cannot have it. */
class OtherPage extends LiveView {
  title = "Other";
  render() {
    return html`<h1>Other</h1><input autofocus disabled><input id="there" autofocus>`;
  }
}

/** Has the browser do something after its own work. */
class RunPage extends LiveView {
  title = "Run";
  n = 0;
  isWide = false;

  mount() {
    this.subscribe("run");
    this.runInBrowser(commands().addClass("mounted", "h1"));
  }
  handleInfo() {
    this.n++;
    this.runInBrowser(commands().focus("#second"));
  }
  step = event(() => {
    this.n++;
    this.runInBrowser(commands().focus(`#made${this.n}`).dispatch("app:stepped", { n: this.n }));
    this.runInBrowser(commands().addClass("stepped"));
  });
  work = event(() => {
    this.task(async ({ show }) => {
      await show(() => {
        this.n = 7;
        this.runInBrowser(commands().focus("#second").push(this.widen));
      });
    });
  });
  widen = event(() => {
    this.isWide = true;
  });
  tell = event(() => this.publish("run", 1));
  fail = event(() => {
    this.runInBrowser(commands().hide("h1"));
    throw new Error("secret");
  });

  render() {
    return html`<h1>Run</h1><output>${this.n}</output>
      <button id="step" live-click=${this.step}>Step</button><button id="work" live-click=${this.work}>Work</button>
      <button id="fail" live-click=${this.fail}>Fail</button><button id="tell" live-click=${this.tell}>Tell</button>
      <div>${when(this.n > 0, () => html`<input id="made${this.n}"><input id="second">`)}</div>
      ${when(this.isWide, () => html`<p id="wide">wide</p>`)}`;
  }
}

const app = createApp({
  routes: [live("/", FocusPage), live("/other/", OtherPage), live("/run/", RunPage)],
  production: true,
});
console.log(await app.listen({ port: Number(process.env.PORT) }));
