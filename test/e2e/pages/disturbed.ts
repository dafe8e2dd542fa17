import { setTimeout } from "node:timers/promises";
import { createApp, each, event, get, html, LiveView, live, stream, when } from "liveloom";

/** Something of every kind, for others to disturb. */
class DisturbedPage extends LiveView {
  n = 0;

  step = event(() => {
    this.n++;
  });
  slow = event(async () => {
    await setTimeout(300);
    this.n++;
  });

  get _rows() {
    const ids = [1, 2, 3, 4, 5];
    return this.n % 2 === 0 ? ids : [5, 9, 2, 1];
  }

  render() {
    const { n } = this;
    return html`
      <output>${n}</output>
      <p id="mixed">before ${n} between <b>${n}</b> after ${n}</p>
      <p id="inline" title="n ${n}">one <i>two ${n}</i> <a href="/x?n=${n}">three</a> four</p>
      <table><tbody id="rows">${each(
        this._rows,
        (id) => id,
        (id) => html`<tr id="r${id}"><td>row ${id}</td><td>${n + id}</td></tr>`,
      )}</tbody></table>
      <dl id="pairs">${each(
        this._rows,
        (id) => id,
        (id) => html`<dt>${id}</dt><dd>${n}</dd>`,
      )}</dl>
      <section id="sometimes">${when(n % 2 === 1, () => html`<h2>${n}</h2> and ${n}`)}</section>
      <textarea id="area">${n}</textarea>
      <div id="ignored" live-ignore>${html`<b>${n}</b>`} and ${html`<b>once</b><i>${n}</i>`}</div>
      <input id="field" value=${n}>`;
  }
}

/** The same, with its head sent first. */
class StreamedPage extends DisturbedPage {
  static streamHead = true;

  async mount() {
    await setTimeout(100);
  }
}

/** A script of its own sorts its rows while the page is still being read. */
class SortedPage extends DisturbedPage {
  override render() {
    return html`${super.render()}<script src="/sort.js"></script>`;
  }
}

const sort = `for (const row of [...document.querySelectorAll("#rows tr")]) row.parentElement.prepend(row);`;

/** The same with a stream, which the server cannot send again. */
class StreamPage extends DisturbedPage {
  log = stream({ key: (text: string) => text });

  mount() {
    this.log.append("start");
  }

  override step = event(() => {
    this.n++;
    this.log.append(`entry ${this.n}`);
  });

  override render() {
    return html`${super.render()}<ul id="log">${each(this.log, (text) => html`<li>${text}</li>`)}</ul>`;
  }
}

/** A list that is very long at every other step. */
class LongPage extends DisturbedPage {
  override render() {
    const items = Array.from({ length: this.n % 2 === 1 ? 150_000 : 1 }, (_, id) => id);
    return html`<output>${this.n}</output><ul hidden>${each(
      items,
      (id) => id,
      (id) => html`<li>${id}</li>`,
    )}</ul>`;
  }
}

/** Rows that the browser puts into a <tbody> of its own, with the one that stands before them. */
class BarePage extends DisturbedPage {
  override render() {
    return html`<output>${this.n}</output><table><tr><th>id</th></tr>${each(
      Array.from({ length: this.n + 2 }, (_, at) => this.n - at),
      (id) => id,
      (id) => html`<tr><td>${id}</td></tr>`,
    )}</table>`;
  }
}

const app = createApp({
  routes: [
    live("/", DisturbedPage),
    live("/stream/", StreamPage),
    live("/streamed/", StreamedPage),
    live("/sorted/", SortedPage),
    get("/sort.js", () => new Response(sort, { headers: { "content-type": "text/javascript" } })),
    live("/long/", LongPage),
    live("/bare/", BarePage),
  ],
  production: true,
});

console.log(await app.listen({ port: Number(process.env.PORT) }));
