import { setTimeout } from "node:timers/promises";
import { createApp, event, get, html, type LayoutPage, LiveView, live } from "liveloom";
import { z } from "zod";

/** What happened on the server, in order. */
const log: string[] = [];

const query = z.object({
  page: z.coerce.number().int().min(1).catch(1),
  tag: z
    .array(z.string())
    .or(z.string().transform((tag) => [tag]))
    .default([]),
  strict: z.enum(["yes"]).optional(),
});

/** A long list whose page is in the address. */
class List extends LiveView<undefined, typeof query> {
  static query = query;
  clicks = 0;
  mounts = 0;

  mount() {
    log.push("mount list");
    this.subscribe("go");
  }

  handleParams(_params: object, url: string) {
    log.push(`params ${url}`);
    this.title = `List ${this.query.page}`;
    this.metaDescription = `Page ${this.query.page}`;
  }

  handleInfo(_topic: string, url: unknown) {
    this.navigate(String(url));
  }

  click = event(() => {
    this.clicks++;
  });

  next = event(() => this.patch({ query: { page: this.query.page + 1 } }));
  replace = event(() => this.patch("?page=9", { replace: true }));
  astray = event(() => this.patch("/detail/1/"));
  evil = event(() => this.navigate("javascript:alert(1)"));
  leave = event(() => {
    this.flash("success", "Saved <b>");
    this.navigate("/detail/1/");
  });
  download = event(() => {
    this.flash("error", "Not allowed");
    this.navigate("/plain/");
  });
  say = event(() => this.flash("info", "Here"));
  sayMore = event(() => {
    this.flash("info", "Here");
    this.flash("error", "There");
  });
  hush = event(() => this.clearFlash("info"));
  slowClick = event(async () => {
    await setTimeout(400);
    log.push("slow click done");
  });

  render() {
    const { page, tag } = this.query;
    return html`
      <h1>List ${page}</h1>
      <p id="state">${page} ${tag.join("+")} ${this.clicks}</p>
      <input id="typed">
      <button id="click" live-click=${this.click}>click</button>
      <button id="next" live-click=${this.next}>next</button>
      <button id="replace" live-click=${this.replace}>replace</button>
      <button id="astray" live-click=${this.astray}>astray</button>
      <button id="evil" live-click=${this.evil}>evil</button>
      <button id="leave" live-click=${this.leave}>leave</button>
      <button id="download" live-click=${this.download}>plain</button>
      <button id="say" live-click=${this.say}>say</button>
      <button id="say-more" live-click=${this.sayMore}>say more</button>
      <button id="hush" live-click=${this.hush}>hush</button>
      <button id="slow-click" live-click=${this.slowClick}>slow click</button>
      <a id="two" href=${this.href({ query: { page: 2 } })} live-patch>2</a>
      <a id="three" href="?page=3&amp;tag=a&amp;tag=b" live-patch="replace">3</a>
      <a id="four" href="?page=4#bottom" live-patch>4</a>
      <a id="strict" href="?strict=no" live-patch>strict</a>
      <a id="detail" href="/detail/1/" live-navigate>detail</a>
      <a id="place" href="/detail/2/#place" live-navigate>place</a>
      <a id="slow" href="/slow/" live-navigate>slow</a>
      <a id="broken" href="/broken/" live-navigate>broken</a>
      <a id="moved" href="/moved/" live-navigate>moved</a>
      <a id="plain" href="/plain/" live-navigate>plain</a>
      <a id="file" href="/file/" live-navigate>file</a>
      <a id="secret" href="/secret/" live-navigate>secret</a>
      <a id="hash" href="#bottom" live-navigate>down</a>
      <form id="search" action="/" live-patch><input name="page" value="5"><button>go</button></form>
      <ul>${Array.from({ length: page === 2 ? 3 : 200 }, (_, row) => html`<li>Row ${row}</li>`)}</ul>
      <p id="bottom">bottom</p>`;
  }
}

const params = z.object({ id: z.coerce.number().int() });

class Detail extends LiveView<typeof params> {
  static params = params;
  title = `Detail ${this.params.id}`;
  clicks = 0;

  mount() {
    log.push(`mount detail ${this.params.id}`);
  }

  unmount() {
    log.push(`unmount detail ${this.params.id}`);
  }

  click = event(() => {
    this.clicks++;
  });

  render() {
    return html`
      <a id="back" href="/" live-navigate>back</a>
      <a id="next-detail" href=${this.href({ params: { id: this.params.id + 1 } })} live-navigate>next</a>
      <h1>Detail ${this.params.id}</h1>
      <button id="click" live-click=${this.click}>${this.clicks}</button>
      <p style="block-size: 3000px">tall</p>
      <p id="place">place</p>`;
  }
}

class Slow extends LiveView {
  title = "Slow";
  async mount() {
    await setTimeout(600);
    log.push("mount slow");
  }
  unmount() {
    log.push("unmount slow");
  }
  render() {
    return html`<h1>Slow</h1><a href="/" id="back" live-navigate>back</a><input id="name" autofocus>`;
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

class Moved extends LiveView {
  mount() {
    this.flash("warning", "Moved here");
    this.redirect("/detail/7/");
  }
  render() {
    return html``;
  }
}

class Secret extends LiveView {
  static access = { decide: () => "deny" as const };
  render() {
    return html``;
  }
}

/** Shows its messages by itself. */
class Talker extends LiveView {
  say = event(() => this.flash("info", "Mine"));
  hush = event(() => this.clearFlash());
  render() {
    return html`<h1>Talker</h1><button id="say" live-click=${this.say}>say</button>
      <button id="hush" live-click=${this.hush}>hush</button>
      <div id="own">${this.flashMessages.map(({ level, text }) => html`<p>${level}: ${text}</p>`)}</div>`;
  }
}

const layout = (page: LayoutPage) => html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${page.title} · Site</title>
  <meta name="description" content=${page.description}>${page.head}</head>
<body>
  <nav><a id="nav-list" href="/" live-navigate live-current aria-current=${page.current("/")}>List</a>
    <a id="nav-detail" href="/detail/" live-current aria-current=${page.current("/detail/")}>Details</a></nav>
  ${page.messages}<main>${page.body}</main></body>
</html>`;

const app = createApp({
  layout,
  routes: [
    live("/", List),
    live("/detail/:id/", Detail),
    live("/slow/", Slow),
    live("/broken/", Broken),
    live("/moved/", Moved),
    live("/secret/", Secret),
    live("/talker/", Talker),
    get("/plain/", (context) => context.page({ title: "Plain", body: html`<h1>Plain</h1>` })),
    get("/flash/", (context) => {
      context.flash("success", "From afar");
      return context.redirect(context.url.search ? "/detail/1/" : "/talker/");
    }),
    get("/file/", () => new Response("x", { headers: { "content-disposition": "attachment" } })),
    get("/log/", () => Response.json(log.splice(0))),
  ],
});

console.log(`Open ${await app.serve()}`);
