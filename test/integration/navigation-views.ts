import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { event } from "../../src/live/event.ts";
import { loginRequired, superuserRequired } from "../../src/live/guards.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { get } from "../../src/server/http-route.ts";
import { live } from "../../src/server/live-route.ts";
import { html } from "../../src/template/html.ts";

export const hibernateAfter = 20;

/** What the views did, in order. */
export const log: string[] = [];
/** How often a view was made again. */
export const counts = { restored: 0 };

const listQuery = z.object({
  page: z.coerce.number().int().min(1).catch(1),
  sort: z.enum(["name", "age"]).optional(),
  tag: z.union([z.string(), z.array(z.string())]).optional(),
});

class List extends LiveView<undefined, typeof listQuery> {
  static query = listQuery;
  count = 0;
  _isGone = false;

  mount() {
    log.push("mount");
    this.subscribe("list");
  }

  restore() {
    counts.restored++;
  }

  handleParams(_params: object, url: string) {
    log.push(`params ${url}`);
    if (this.query.page === 13) throw new Error("no luck");
    if (this.query.page === 99) this.patch({ query: { page: 1 } }, { replace: true });
    if (this.query.page === 1000) this.patch({ query: { page: 1001 } });
    if (this.query.page === 1001) this.patch({ query: { page: 1000 } });
  }

  unmount() {
    log.push("unmount");
  }

  handleInfo(_topic: string, message: unknown) {
    if (message === "next") this.patch({ query: { page: this.query.page + 1 } });
    else this.title = String(message);
  }

  add = event(() => {
    this.count++;
  });
  sort = event(() => this.patch({ query: { page: null, sort: "age" } }));
  rename = event(() => {
    this.title = "Renamed";
    this.metaDescription = "About it";
  });
  patchTo = event({ params: z.object({ to: z.string() }) }, ({ to }) => this.patch(to));
  navigateTo = event({ params: z.object({ to: z.string() }) }, ({ to }) => {
    this.flash("info", "Bye");
    this.navigate(to, { replace: true });
  });
  removeAndLeave = event(() => {
    this._isGone = true;
    this.navigate("/items/2/");
  });
  addAndLeave = event(() => {
    this.count++;
    this.navigate("/broken/");
  });
  leaveAfterwards = event(() => {
    this.flash("success", "Done");
    this.redirect("/plain/");
  });
  failAfterPatch = event(() => {
    this.patch("?page=5");
    throw new Error("too late");
  });

  render() {
    const { page, sort = "-", tag = "-" } = this.query;
    if (this._isGone) throw new Error("there is nothing to show any more");
    return html`<p>${page} ${sort} ${String(tag)} ${this.count}</p>`;
  }
}

const itemParams = z.object({ id: z.coerce.number().int() });

class Item extends LiveView<typeof itemParams> {
  static params = itemParams;
  title = `Item ${this.params.id}`;
  clicks = 0;
  #isOpen = false;

  mount() {
    log.push(`mount ${this.params.id}`);
  }

  handleParams() {
    this.#isOpen = this.params.id < 100;
  }

  authorize() {
    return this.#isOpen;
  }

  unmount() {
    log.push(`unmount ${this.params.id}`);
  }

  add = event(() => {
    this.clicks++;
  });
  next = event(() => this.patch({ params: { id: this.params.id + 1 } }));
  forbidden = event(() => this.patch({ params: { id: 100 } }));

  render() {
    return html`<b>${this.clicks}</b><i>${this.params.id}</i>`;
  }
}

class Slow extends LiveView {
  async mount() {
    log.push("mount slow");
    await wait(50);
  }
  unmount() {
    log.push("unmount slow");
  }
  render() {
    return html`slow`;
  }
}

class Broken extends LiveView {
  mount() {
    throw new Error("secret detail");
  }
  render() {
    return html``;
  }
}

/** Fails when the page that a visit comes from has long given back memory. */
class BrokenLater extends LiveView {
  async mount() {
    await wait(hibernateAfter * 5);
    throw new Error("secret detail");
  }
  render() {
    return html``;
  }
}

class Unrendered extends LiveView {
  unmount() {
    log.push("unmount unrendered");
  }
  render(): never {
    throw new Error("secret detail");
  }
}

class Elsewhere extends LiveView {
  mount() {
    this.flash("warning", "Moved");
    this.patch("/elsewhere/?again");
    this.navigate("/items/3/");
  }
  render() {
    return html``;
  }
}

class Circle extends LiveView {
  mount() {
    this.redirect("/circle/");
  }
  render() {
    return html``;
  }
}

class Members extends LiveView {
  static access = loginRequired();
  render() {
    return html`members`;
  }
}

class Staff extends LiveView {
  static access = superuserRequired();
  render() {
    return html`staff`;
  }
}

class Talker extends LiveView {
  say = event(() => this.flash("info", "Mine"));
  render() {
    return html`${this.flashMessages.map(({ text }) => html`<p>${text}</p>`)}`;
  }
}

export const hashCost = { memory: 1024, passes: 1 };

export const routes = [
  live("/", List),
  live("/items/:id/", Item),
  live("/slow/", Slow),
  live("/broken/", Broken),
  live("/broken-later/", BrokenLater),
  live("/unrendered/", Unrendered),
  live("/elsewhere/", Elsewhere),
  live("/circle/", Circle),
  live("/members/", Members),
  live("/staff/", Staff),
  live("/talker/", Talker),
  get("/plain/", (context) => context.page({ title: "Plain", body: html`plain` })),
  get("/flash/", (context) => {
    context.flash("error", "No <b>");
    return context.redirect("/plain/");
  }),
];
