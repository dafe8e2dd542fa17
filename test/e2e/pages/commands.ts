import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  classes,
  closest,
  commands,
  createApp,
  each,
  event,
  html,
  inside,
  LiveView,
  live,
  optimistic,
  when,
} from "liveloom";
import { DjangoTemplates } from "liveloom/django";
import { z } from "zod";

const wait = 400;

/** Commands, and changes by the server that must get along with them. */
class CommandsPage extends LiveView {
  count = 0;
  last = "";
  isUrgent = false;
  title = "";
  text = "start";

  step = event(() => {
    this.count++;
  });
  urgent = event(() => {
    this.isUrgent = !this.isUrgent;
  });
  rename = event(() => {
    this.text = `${this.text}!`;
  });
  told = event({ params: z.record(z.string(), z.string()) }, (params) => {
    this.last = JSON.stringify(params);
  });
  submitted = event({ params: z.object({ name: z.string() }) }, async ({ name }) => {
    await setTimeout(wait);
    this.count++;
    this.last = name;
  });

  render() {
    return html`
      <output>${this.count}</output><p id="last">${this.last}</p>
      <button id="step" live-click=${this.step}>Step</button>
      <button id="urgent" live-click=${this.urgent}>Urgent</button>
      <button id="rename" live-click=${this.rename}>Rename</button>

      <button id="toggle" live-click=${commands()
        .toggle("#menu")
        .toggleAttribute("aria-expanded", ["true", "false"])
        .toggleClass("open", "#card")
        .focusFirst("#menu")}>Menu</button>
      <div id="menu" hidden><i tabindex="-1">no</i><button disabled>no</button><button id="item">Item ${this.count}</button></div>
      <section id="card" class=${classes("card", { urgent: this.isUrgent })} title=${this.text}>
        <button id="name" live-click=${commands().setAttribute("title", "mine", closest("section"))}>Name</button>
        <a id="link" href="/elsewhere/" live-click=${commands().toggle(closest("section", "b")).addClass("on")}>x <span>y</span></a>
        <b>bold</b>
      </section>
      <dialog id="dialog"><button id="close" live-click=${commands().hide(closest("dialog")).focus("#open")}>Close</button>${this.count}</dialog>
      <button id="open" live-click=${commands().show("#dialog")}>Open</button>
      <button id="fade" live-click=${commands().toggle("#faded", { classes: "fading", milliseconds: 300 })}>Fade</button>
      <p id="faded">faded</p>
      <button id="both" data-a="1" live-click=${commands()
        .push(this.told, { b: "2" })
        .dispatch("app:told", { x: 1 })
        .hide()}>Both</button>
      <form id="form" live-submit=${commands().push(this.submitted).addClass("sent", inside("input"))}><input name="name" value="ada"><button>Go</button></form>
      <div id="holder">${when(this.count > 0, () => html`<button id="new" live-click=${commands().addClass("on")}>New</button>`)}</div>
      <ul>${each(
        [1, 2],
        (n) => n,
        (n) =>
          html`<li><button live-click=${commands().toggleClass("picked", closest("li"))}>${n} ${this.count}</button></li>`,
      )}</ul>`;
  }
}

/** What is shown before the server has answered. */
class LikesPage extends LiveView {
  likes = 0;
  isLiked = false;
  note = "";

  like = event(async () => {
    await setTimeout(wait);
    this.likes++;
    this.isLiked = true;
  });
  refuse = event({ params: z.object({ never: z.string() }) }, () => {});
  fail = event(async () => {
    await setTimeout(wait);
    throw new Error("secret");
  });
  add = event({ params: z.object({ n: z.coerce.number() }) }, async ({ n }) => {
    await setTimeout(wait);
    if (n === 2) throw new Error("secret");
    this.likes += n;
    this.note += "x";
  });
  get _expected() {
    return optimistic()
      .addClass("liked")
      .text(`♥ ${this.likes + 1}`)
      .setAttribute("aria-pressed", "true")
      .show("#thanks");
  }

  render() {
    const button = (
      id: string,
      call: unknown,
    ) => html`<button id=${id} class=${classes("like", { done: this.isLiked })}
      live-click=${call as LikesPage["like"]} live-optimistic=${this._expected}>♥ <b>${this.likes}</b></button>`;
    return html`
      <p id="note">${this.note}</p><p id="thanks" hidden>Thanks!</p>
      ${button("like", this.like)} ${button("refuse", this.refuse)} ${button("fail", this.fail)}
      ${[1, 2, 3].map((n) => html`<button class="add" data-n=${n} live-click=${this.add} live-optimistic=${optimistic().text(`${n}…`, "#sum")}>+${n}</button>`)}
      <p id="sum">${this.likes} <i>in all</i></p>`;
  }
}

/** Commands beside what else attributes say of events. */
class CompanyPage extends LiveView {
  count = 0;
  steps = 0;
  last = "";

  step = event(() => {
    this.steps++;
  });
  hear = event({ params: z.object({ q: z.string() }), debounce: 200 }, ({ q }) => {
    this.last = q;
    this.count++;
  });
  slow = event(async () => {
    await setTimeout(2 * wait);
    this.count++;
  });

  render() {
    return html`
      <output>${this.steps}</output><p id="count">${this.count}</p><p id="last">${this.last}</p>
      <button id="step" live-click=${this.step}>Step</button>
      <p id="came" live-mounted=${commands().addClass("here")}>came</p>
      <div live-window-keydown=${commands().show("#menu")} live-key="ctrl+k" live-prevent></div>
      <p id="menu" hidden live-click-away=${commands().hide()}>menu</p>
      <input id="typed" name="q" live-input=${commands().push(this.hear).addClass("told")} live-debounce="200">
      <button id="sure" live-click=${commands().addClass("done")} live-confirm="Really?">Sure</button>
      <button id="held" live-click=${this.slow} live-disable-with="Wait"
        live-optimistic=${optimistic().text("soon").addClass("soon")}>Go <b>${this.count}</b></button>`;
  }
}

/** The same from a template file. */
class FilePage extends LiveView {
  static template = "commands.html";
  count = 0;

  step = event(() => {
    this.count++;
  });

  get toggleMenu() {
    return commands().toggle("#menu").push(this.step);
  }

  get soon() {
    return optimistic().text("soon", "#count");
  }
}

const app = createApp({
  routes: [
    live("/", CommandsPage),
    live("/likes/", LikesPage),
    live("/company/", CompanyPage),
    live("/file/", FilePage),
  ],
  templates: new DjangoTemplates({ folders: [fileURLToPath(new URL("./templates", import.meta.url))] }),
  hibernateAfter: 50,
});
console.log(`Open ${await app.serve()}`);
