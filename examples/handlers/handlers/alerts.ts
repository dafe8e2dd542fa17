import { type Html, handler, html, type PageUpdate } from "liveloom";
import { z } from "zod";
import { languages } from "../languages.ts";

interface Alert {
  readonly id: number;
  readonly name: string;
  readonly level: string;
}

/** What would be in a database. */
const alerts = new Map<number, Alert>();
let lastId = 0;

const levels = ["info", "warning", "critical"] as const;
const alertForm = z.object({ name: z.string().trim().min(3).max(60), level: z.enum(levels) });

/** Shows one of the pages of this folder, as a request for its address would. */
function shows(address: string, title: string, content: Html): PageUpdate {
  return { target: "#alerts", html: content, url: address, title };
}

const base = (path: string) => path.replace(/new\/$/, "");

export const newAlert = handler("alerts.new", async (ctx) => {
  await ctx.send(shows(`${base(ctx.request.path)}new/`, languages.t("new_alert"), form()));
});

export const listAlerts = handler("alerts.list", async (ctx) => {
  await ctx.send(shows(base(ctx.request.path), languages.t("alerts"), list()));
});

export const saveAlert = handler("alerts.save", async (ctx) => {
  const read = alertForm.safeParse(ctx.form);
  if (!read.success)
    return await ctx.send({
      target: "#alert-error",
      html: html`${languages.t("wrong_alert")}`,
      focus: "[name=name]",
    });
  const id = ++lastId;
  alerts.set(id, { id, ...read.data });
  await ctx.send(shows(base(ctx.request.path), languages.t("alerts"), list()));
});

export const removeAlert = handler(
  "alerts.remove",
  { params: z.object({ id: z.coerce.number().int() }) },
  async (ctx) => {
    alerts.delete(ctx.data.id);
    await ctx.send({ target: `#alert-${ctx.data.id}`, remove: true });
  },
);

export function listPage() {
  return html`<div id="alerts">${list()}</div>`;
}

export function formPage() {
  return html`<div id="alerts">${form()}</div>`;
}

function list() {
  return html`<h1>${languages.t("alerts")}</h1>
    <p><button live-call=${newAlert}>${languages.t("new_alert")}</button></p>
    <table><thead><tr><th>${languages.t("name")}</th><th>${languages.t("level")}</th><th></th></tr></thead>
    <tbody>${[...alerts.values()].map(row)}</tbody></table>`;
}

function row({ id, name, level }: Alert) {
  return html`<tr id=${`alert-${id}`}><td>${name}</td><td>${level}</td>
    <td><button class="quiet" live-call=${removeAlert} data-id=${id} live-confirm=${languages.t("sure")}>${languages.t("remove")}</button></td></tr>`;
}

function form() {
  return html`<h1>${languages.t("new_alert")}</h1>
    <form class="form" live-call=${saveAlert}>
      <p class="field"><label for="name">${languages.t("name")}</label><input id="name" name="name" live-autofocus aria-describedby="alert-error">
        <span class="error" id="alert-error" role="alert"></span></p>
      <p class="field"><label for="level">${languages.t("level")}</label>
        <select id="level" name="level">${levels.map((level) => html`<option>${level}</option>`)}</select></p>
      <p class="line"><button>${languages.t("save")}</button><button type="button" class="quiet" live-call=${listAlerts}>${languages.t("cancel")}</button></p>
    </form>`;
}
