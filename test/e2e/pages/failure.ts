import { fileURLToPath } from "node:url";
import { createApp, each, event, html, LiveView, live, stream, temporary } from "liveloom";
import { DjangoTemplates } from "liveloom/django";

class FailurePage extends LiveView {
  count = 0;
  items = ["a"];
  isBroken = false;
  saved = temporary(() => "");

  add = event(() => {
    this.count++;
    this.items.push(`item ${this.count}`);
  });
  halfWay = event(() => {
    this.count = 99;
    this.items.length = 0;
    throw new Error("the line is <dead>");
  });
  breakRow = event(() => {
    this.isBroken = true;
  });
  never = event({ timeout: 100 }, () => new Promise(() => {}));
  forget = event(() => {
    void Promise.reject(new Error("nobody waits"));
  });
  nothing = event(() => {
    throw undefined;
  });
  save = event(() => {
    this.saved = "Saved";
  });

  _row(item: string) {
    if (this.isBroken) throw new Error("cannot show this row");
    return html`<li>${item}</li>`;
  }

  render() {
    return html`
      <output>${this.count}</output>
      <ul>${each(this.items, (item) => this._row(item))}</ul>
      <p id="saved">${this.saved}</p>
      <input aria-label="Note">
      <button live-click=${this.add}>add</button>
      <button live-click=${this.halfWay}>half-way</button>
      <button live-click=${this.breakRow}>break row</button>
      <button live-click=${this.never}>never</button>
      <button live-click=${this.forget}>forget</button>
      <button live-click=${this.nothing}>nothing</button>
      <button live-click=${this.save}>save</button>`;
  }
}

class BoundedPage extends LiveView {
  count = 0;
  add = event(() => {
    this.count++;
  });
  fail = event(() => {
    this.count = 99;
    throw new Error("no");
  });

  renderError({ id }: { id: string }) {
    return html`<h1>That did not work</h1><p id="id">${id}</p><button live-click=${this.add}>go on</button>`;
  }

  render() {
    return html`<output>${this.count}</output><button live-click=${this.fail}>fail</button>`;
  }
}

/** Takes what cannot be shown, and says so. */
class TakingPage extends LiveView {
  items = ["a"];
  problem = "";
  add = event(() => {
    this.items.push(`item ${this.items.length}`);
  });
  addBroken = event(() => {
    this.items.push("b", "broken");
  });

  onError(error: unknown) {
    this.problem = `${error} with ${this.items.length} items`;
  }

  _row(item: string) {
    if (item === "broken") throw new Error("no row");
    return html`<li>${item}</li>`;
  }

  render() {
    return html`<output>${this.problem}</output><input aria-label="Note">
      <ul>${each(this.items, (item) => this._row(item))}</ul>
      <button live-click=${this.add}>add</button><button live-click=${this.addBroken}>add broken</button>`;
  }
}

let mayMount = true;

/** Has to be mounted again when its page is not what it should be, and then fails. */
class CrashingPage extends LiveView {
  notes = stream({ key: (note: string) => note });
  count = 0;

  mount() {
    if (!mayMount) throw new Error("cannot mount");
    this.notes.append("a");
  }

  poison = event(() => {
    mayMount = false;
    this.count++;
  });

  render() {
    return html`<output>${this.count}</output><ul>${each(this.notes, (note) => html`<li>${note}</li>`)}</ul>
      <button live-click=${this.poison}>poison</button>`;
  }
}

/** Mends what {@link CrashingPage} broke. */
class MendingPage extends LiveView {
  mount() {
    mayMount = true;
  }
  render() {
    return html`<h1>Mended</h1>`;
  }
}

class BrokenMountPage extends LiveView {
  mount() {
    throw new Error("cannot mount <this>");
  }
  render() {
    return html``;
  }
}

class BrokenTemplatePage extends LiveView {
  static template = "broken.html";
}

const folder = fileURLToPath(new URL("./templates", import.meta.url));
const app = createApp({
  routes: [
    live("/", FailurePage),
    live("/bounded/", BoundedPage),
    live("/taking/", TakingPage),
    live("/crashing/", CrashingPage),
    live("/mending/", MendingPage),
    live("/broken-mount/", BrokenMountPage),
    live("/broken-template/", BrokenTemplatePage),
  ],
  templates: new DjangoTemplates({ folders: [folder] }),
  production: process.env.NODE_ENV === "production",
});

console.log(await app.serve());
