import { each, event, form, html, LiveView, live, loginRequired, stream, when } from "liveloom";
import { accounts, definePermissions } from "liveloom/auth";
import { expectRefused, mount, testApp, testUser } from "liveloom/testing";
import { describe, expect, test } from "vitest";
import { z } from "zod";

declare module "liveloom" {
  interface BrowserEvents {
    found: { text: string };
  }
}

const anna = testUser({ username: "anna", permissions: ["teams.manage_team_members"] });
const ben = testUser({ username: "ben" });

class Team extends LiveView<typeof Team.params> {
  static params = z.object({ teamId: z.coerce.number() });
  static access = loginRequired();
  title = "Team";
  members = ["Ada", "Grace", "Linus"];
  last = "";

  mount() {
    this.subscribe("team", (message) => {
      this.last = String(message);
    });
  }

  remove = event(
    { params: z.object({ name: z.string() }), permission: "teams.manage_team_members" },
    ({ name }) => {
      this.members = this.members.filter((member) => member !== name);
      this.publish("team", `${name} left`);
    },
  );

  leave = event(() => this.redirect("/elsewhere/"));

  fail = event(() => {
    throw new Error("the disk is full");
  });

  render() {
    return html`<h1>Team ${this.params.teamId}</h1>
      <p role="status">${this.last}</p>
      <ul>${each(
        this.members,
        (name) => name,
        (name) => html`<li>${name} <button live-click=${this.remove} data-name=${name}>Remove</button></li>`,
      )}</ul>
      <button live-click=${this.leave}>Leave</button>
      <button live-click=${this.fail}>Fail</button>
      <button disabled>Frozen</button>`;
  }
}

const team = (user = anna) => mount(Team, { params: { teamId: 7 }, user });

describe("a mounted view", () => {
  test("has the title, the address and the text of its page", async () => {
    const page = await team();
    expect([page.title, page.url, page.status]).toEqual(["Team", "/Team/7/", 200]);
    expect(page.getByRole("heading").textContent).toBe("Team 7");
  });

  test("answers a click in a part of the page", async () => {
    const page = await team();
    const [, grace] = page.getAllByRole("listitem");
    if (grace) await page.within(grace).click("Remove");
    expect(page.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
      "Ada Remove",
      "Linus Remove",
    ]);
  });

  test("refuses what the user may not do, whether there is a button or not", async () => {
    const page = await team(ben);
    await expectRefused(() => page.call("remove", { name: "Ada" }), "PermissionDenied");
    await expectRefused(() => page.call("remove", { name: 3 }));
    await expectRefused(() => page.call("nothing"), "LV-EVENT-UNKNOWN");
    expect(page.getAllByRole("listitem")).toHaveLength(3);
  });

  test("asks anew who the user is with each event", async () => {
    const page = await team();
    page.asUser(ben);
    await expectRefused(() => page.call("remove", { name: "Ada" }), "PermissionDenied");
    page.asUser(anna);
    await page.call("remove", { name: "Ada" });
    expect(page.getAllByRole("listitem")).toHaveLength(2);
  });

  test("is gone for somebody who is not logged in any more", async () => {
    const page = await team();
    page.asUser(undefined);
    await expectRefused(() => page.call("remove", { name: "Ada" }), "LoginRequired");
  });

  test("cannot be opened by nobody", async () => {
    await expectRefused(() => mount(Team, { params: { teamId: 7 } }), "LoginRequired");
  });

  test("tells with what a handler failed", async () => {
    const page = await team();
    await expect(page.click("Fail")).rejects.toMatchObject({
      code: "LV-INTERNAL",
      cause: new Error("the disk is full"),
    });
  });

  test("says where it went", async () => {
    const page = await team();
    await page.click("Leave");
    expect(page.redirectedTo).toBe("/elsewhere/");
  });

  test("hears what other pages of the app publish", async () => {
    const page = await team();
    const other = await mount(Team, { params: { teamId: 7 }, user: ben, app: page.app });
    await page.call("remove", { name: "Grace" });
    expect(other.getByRole("status").textContent).toBe("Grace left");
    await other.publish("team", "Hello");
    expect(page.getByRole("status").textContent).toBe("Hello");
    expect(page.published).toEqual([
      { topic: "team", message: "Grace left" },
      { topic: "team", message: "Hello" },
    ]);
  });

  test("goes on where it was after a lost connection, and does what was asked meanwhile", async () => {
    const page = await team();
    await page.lost();
    const [ada] = page.getAllByRole("listitem");
    if (ada) await page.within(ada).click("Remove");
    expect(page.getAllByRole("listitem")).toHaveLength(3);
    await page.reconnect();
    expect(page.getAllByRole("listitem")).toHaveLength(2);
  });
});

class Teller extends LiveView {
  search = event({ params: z.object({ text: z.string() }) }, async ({ text }) => {
    this.pushEvent("found", { text });
    return { hits: [text, text.length] };
  });
  store = event(() => new Map([["a", 1n]]));
  nothing = event(() => {});
  save = event(() => this.flash("success", "Saved."));
  saveAndGo = event(() => {
    this.flash("info", "Gone.");
    this.navigate("/talk/?from=teller");
  });
  open = event(() => this.patch("?page=2"));
  elsewhere = event(() => this.navigate("/nowhere/"));

  render() {
    return html`<p>${this.request.url}</p><button live-click=${this.save}>Save</button>`;
  }
}

class Talk extends LiveView {
  render() {
    return html`<h1>Talk</h1>`;
  }
}

describe("what a view says besides its page", () => {
  const open = () => testApp({ routes: [live("/teller/", Teller), live("/talk/", Talk)] }).visit("/teller/");

  test("is what a handler returns to who calls its event by hand", async () => {
    const page = await open();
    expect(await page.call("search", { text: "warp" })).toEqual({ hits: ["warp", 4] });
    expect(
      await Promise.all([page.call("search", { text: "a" }), page.call("search", { text: "bc" })]),
    ).toEqual([{ hits: ["a", 1] }, { hits: ["bc", 2] }]);
    expect([await page.call("store"), await page.call("nothing")]).toEqual([undefined, undefined]);
    await expectRefused(() => page.call("search"), "InvalidParams");
    expect(await page.call("nothing")).toBeUndefined();
  });

  test("is what it tells scripts", async () => {
    const page = await open();
    await page.call("search", { text: "warp" });
    expect(page.pushed).toEqual([{ name: "found", payload: { text: "warp" } }]);
  });

  test("is what it says by flash, here or on the page it leads to", async () => {
    const page = await open();
    await page.click("Save");
    expect(page.flashMessages).toEqual([{ level: "success", text: "Saved." }]);
    await page.call("saveAndGo");
    expect([page.url, page.redirectedTo]).toEqual(["/talk/?from=teller", undefined]);
    expect(page.flashMessages).toEqual([{ level: "info", text: "Gone." }]);
  });

  test("is where it leads: within itself, or to what is no page of the app", async () => {
    const page = await open();
    await page.call("open");
    expect(page.url).toBe("/teller/?page=2");
    await page.call("elsewhere");
    expect(page.redirectedTo).toBe("/nowhere/");
  });
});

describe("a test that looks for something", () => {
  test("is told what there is instead, the most similar name first", async () => {
    const page = await team();
    await expect(page.click("Leaves")).rejects.toThrow(
      /^LV-TEST-MISSING: Cannot find something to click named "Leaves"\. There is: "Leave", .*<h1>Team 7<\/h1>/s,
    );
  });

  test("is told of all that fit", async () => {
    const page = await team();
    await expect(page.click("Remove")).rejects.toThrow(
      /LV-TEST-AMBIGUOUS: Found 3 times: something to click named "Remove":.*data-name="Grace"/s,
    );
  });

  test("cannot use what people cannot use", async () => {
    const page = await team();
    await expect(page.click("Frozen")).rejects.toThrow(
      "LV-TEST-UNUSABLE: Nobody can use <button disabled>: it is disabled.",
    );
  });
});

class SignUp extends LiveView {
  signUp = form(
    z.object({ email: z.email("Not an address."), terms: z.literal("on").optional(), size: z.string() }),
  );
  done = "";

  save = event({ form: this.signUp }, (given) => {
    this.done = JSON.stringify(given);
  });

  render() {
    const email = this.signUp.field("email");
    return html`<form live-form=${this.signUp} live-submit=${this.save}>
      <label>Email <input name=${email.name} value=${email.value}></label>
      ${when(email.error, () => html`<p role="alert">${email.error}</p>`)}
      <label><input type="checkbox" name="terms"> I agree</label>
      <label>Size <select name="size"><option value="s">Small</option><option value="l">Large</option></select></label>
      <button>Sign up</button>
    </form><output>${this.done}</output>`;
  }
}

test("a form is validated while it is filled in, and submitted", async () => {
  const page = await mount(SignUp);
  await page.type("Email", "anna");
  expect(page.getByRole("alert").textContent).toBe("Not an address.");
  await page.type("Email", "anna@example.com");
  expect(page.queryByRole("alert")).toBeUndefined();
  await page.check("I agree");
  await page.select("Size", "Large");
  await page.submit();
  expect(JSON.parse(page.getByRole("status").textContent ?? "")).toEqual({
    email: "anna@example.com",
    terms: "on",
    size: "l",
  });
});

class Clock extends LiveView {
  seconds = 0;
  note = "";
  words = "";
  load = this.resource(async () => "loaded");

  mount() {
    this.every(1_000, () => this.seconds++);
    this.after(90_000, () => {
      this.note = "a minute and a half";
    });
  }

  speak = event(() => {
    this.task(async ({ show }) => {
      for (const word of ["one", "two"]) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        await show(() => {
          this.words += word;
        });
      }
    });
  });

  render() {
    return html`<output>${this.seconds} ${this.note} ${this.words}</output><button live-click=${this.speak}>Speak</button>`;
  }
}

describe("time", () => {
  test("passes when the test says so", async () => {
    const page = await mount(Clock);
    await page.clock.advance(3_500);
    expect(page.getByRole("status").textContent).toBe("3  ");
    await page.clock.advance(86_500);
    expect(page.getByRole("status").textContent).toBe("90 a minute and a half ");
  });

  test("is waited for while a task runs", async () => {
    const page = await mount(Clock);
    await page.click("Speak");
    await page.settled();
    expect(page.getByRole("status").textContent).toBe("0  onetwo");
  });
});

class Notes extends LiveView {
  log = stream({ key: (line: { id: number }) => line.id });
  count = 0;
  add = event(() => {
    this.log.append({ id: ++this.count });
  });
  render() {
    return html`<ul>${each(this.log, ({ id }) => html`<li>Line ${id}</li>`)}</ul><p>${this.count}</p><button live-click=${this.add}>Add</button>`;
  }
}

test("a view that was put to rest goes on where it was", async () => {
  let restored = 0;
  class Sum extends LiveView {
    total = 0;
    restore() {
      restored++;
    }
    add = event(() => {
      this.total++;
    });
    render() {
      return html`<p>Total ${this.total}</p><button live-click=${this.add}>Add</button>`;
    }
  }
  const page = await mount(Sum);
  await page.click("Add");
  await page.hibernate();
  expect(restored).toBe(0);
  await page.click("Add");
  expect(restored).toBe(1);
  expect(page.getByText("Total 2")).toBeDefined();
});

test("a stream, whose items the server does not have, is not compared", async () => {
  const page = await mount(Notes);
  await page.click("Add");
  await page.click("Add");
  expect(page.getAllByRole("listitem").map((item) => item.textContent)).toEqual(["Line 1", "Line 2"]);
});

test("what only a page's first HTML has, for browsers without script, is not compared", async () => {
  class Tools extends LiveView {
    uses = 0;
    use = event(() => {
      this.uses++;
    });
    render() {
      return html`<p>Used ${this.uses}</p><form live-submit=${this.use}><button type="submit">Send</button></form>
        <button type="button" live-click=${this.use} data-id="1">Use</button>
        <button type="submit" live-click=${this.use} data-uses=${this.uses}>Try</button>
        <button type="button" live-click=${this.use} name="mine">Mine</button>`;
    }
  }
  const page = await mount(Tools);
  await page.click("Use");
  await page.click("Try");
  await page.click("Mine");
  await page.submit();
  expect(page.getByText("Used 4")).toBeDefined();
});

test("a row that was changed in place and not rendered again fails the test", async () => {
  class Rows extends LiveView {
    rows = [{ id: 1, text: "old" }];
    change = event(() => {
      for (const row of this.rows) row.text = "new";
    });
    render() {
      const row = (item: { text: string }) => html`<li>${item.text}</li>`;
      return html`<ul>${each(this.rows, (item) => item.id, row, { memo: true })}</ul><button live-click=${this.change}>Change</button>`;
    }
  }
  const page = await mount(Rows);
  await expect(page.click("Change")).rejects.toThrow(/LV-TEST-PATCH.*old.*new/s);
});

describe("an app with accounts", () => {
  const permissions = definePermissions({ teams: { manage_team_members: "Manage teams" } });
  const auth = () =>
    accounts({ database: "sqlite::memory:", permissions, hashCost: { memory: 1024, passes: 1 } });

  test("is visited as one of them, with the rights of the moment", async () => {
    const people = auth();
    await using app = testApp({ auth: people, routes: [live("/teams/:teamId/", Team)] });
    await app.start();
    const id = await people.users.create({ username: "carl", password: "weaving-is-fun" });
    await people.users.grant(id, "teams.manage_team_members");
    const page = await app.visit("/teams/1/", { as: "carl" });
    await page.call("remove", { name: "Ada" });
    await people.users.revoke(id, "teams.manage_team_members");
    await expectRefused(() => page.call("remove", { name: "Grace" }), "PermissionDenied");
  });

  test("is logged in to by its own page", async () => {
    const people = auth();
    await using app = testApp({ auth: people, routes: [live("/teams/:teamId/", Team)] });
    await app.start();
    await people.users.create({ username: "carl", password: "weaving-is-fun" });
    const page = await app.visit("/teams/1/");
    expect(page.url).toBe("/accounts/login/?next=/teams/1/");
    await page.type(/name/i, "carl");
    await page.type(/password/i, "weaving-is-fun");
    await page.submit();
    expect([page.url, page.getByRole("heading").textContent]).toEqual(["/teams/1/", "Team 1"]);
  });
});
