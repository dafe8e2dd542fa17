import { beforeEach, describe, expect, test, vi } from "vitest";
import { contextWith, ownerWith } from "../../test/support/view-context.ts";
import { html } from "../template/html.ts";
import { toHtml } from "../template/to-html.ts";
import { event } from "./event.ts";
import { eventsOf } from "./events-of.ts";
import { LiveView, openView } from "./live-view.ts";
import { anonymousUser, createPrincipal } from "./principal.ts";
import type { ViewContext } from "./view-context.ts";
import { ViewRequest } from "./view-request.ts";

class Page extends LiveView {
  here = this.request.path;
  save = event(() => undefined);
  notAnEvent = () => undefined;
  inherited() {}
  render() {
    return html`<a live-click=${this.save}>${this.here}</a>`;
  }
}

class SpecialPage extends Page {
  remove = event(() => undefined);
}

let context: ViewContext;

beforeEach(() => {
  context = contextWith({
    params: { id: 1 },
    request: new ViewRequest("/a/", "?b=1"),
    principal: createPrincipal({
      user: { ...anonymousUser, username: "ada" },
      can: (name) => name === "board.post_note",
    }),
  });
});

describe("a view", () => {
  test("knows its context, in its field initializers already", () => {
    const view = openView(Page, context);
    expect(view).toMatchObject({ here: "/a/", params: { id: 1 }, user: { username: "ada" } });
    expect(view.can("board.post_note")).toBe(true);
    expect(view.can("teams.manage_team_members")).toBe(false);
    const both = ["board.post_note", "teams.manage_team_members"] as const;
    expect([view.canAll(both), view.canAny(both)]).toEqual([false, true]);
  });

  test("follows the principal of its context", () => {
    const view = openView(Page, context);
    context.principal = createPrincipal({ user: { ...anonymousUser, username: "eve" }, can: () => false });
    expect([view.user.username, view.can("board.post_note")]).toEqual(["eve", false]);
  });

  test("renders its events by their names", () => {
    expect(toHtml(openView(Page, context).render())).toBe('<a lv live-click="save">/a/</a>');
  });

  test("subscribes and publishes through its context", () => {
    const subscribe = vi.fn();
    context = { ...context, owner: ownerWith({ subscribe }) };
    const publish = vi.spyOn(context.pubsub, "publish");
    const view = openView(Page, context);
    view.subscribe("room");
    view.publish("room", { text: "hi" });
    expect(subscribe).toHaveBeenCalledExactlyOnceWith("room", undefined);
    expect(publish).toHaveBeenCalledExactlyOnceWith("room", { text: "hi" });
  });

  test("notes where it wants to go", () => {
    openView(Page, context).redirect("/elsewhere/");
    expect(context.redirectTo).toBe("/elsewhere/");
  });

  test.each(["//evil.example/", "javascript:alert(1)", "elsewhere"])("does not go to %s", (target) => {
    expect(() => openView(Page, context).redirect(target)).toThrow("LV-REDIRECT-TARGET");
    expect(context.redirectTo).toBeUndefined();
  });

  test.each<[string, (view: LiveView) => unknown]>([
    ["params", (view) => view.params],
    ["request", (view) => view.request],
    ["user", (view) => view.user],
    ["can", (view) => view.can("board.post_note")],
    ["subscribe", (view) => view.subscribe("room")],
    ["unsubscribe", (view) => view.unsubscribe("room")],
    ["publish", (view) => view.publish("room", 1)],
    ["every", (view) => view.every(1000, () => {})],
    ["after", (view) => view.after(1000, () => {})],
    ["task", (view) => view.task(() => {})],
    ["resource", (view) => view.resource(() => 1)],
    ["redirect", (view) => view.redirect("/")],
  ])("made with new knows no %s", (member, use) => {
    class Bare extends LiveView {
      render() {
        return html``;
      }
    }
    expect(() => use(new Bare())).toThrow(`LV-VIEW-DETACHED: \`this.${member}\``);
  });

  test("whose constructor throws leaves its context to nobody", () => {
    class Broken extends LiveView {
      field = this.fail();
      fail(): string {
        throw new Error("broken");
      }
      render() {
        return html``;
      }
    }
    expect(() => openView(Broken, context)).toThrow("broken");
    expect(() => new Page()).toThrow("LV-VIEW-DETACHED");
  });
});

describe("eventsOf", () => {
  test("has the fields made by event(), of base classes too, and nothing else", () => {
    const events = eventsOf(openView(SpecialPage, context));
    expect([...events].map(([name, { name: own }]) => [name, own])).toEqual([
      ["save", "save"],
      ["remove", "remove"],
    ]);
  });
});
