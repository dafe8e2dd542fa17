import { fileURLToPath } from "node:url";
import { createApp, each, event, type FormField, form, html, LiveView, live, post, when } from "liveloom";
import { DjangoTemplates } from "liveloom/django";
import { z } from "zod";

const profileSchema = z.object({
  email: z.email("Not an address"),
  password: z.string().min(3, "Too short"),
  about: z.string().max(20, "Too long").default(""),
  plan: z.enum(["free", "pro"]).default("free"),
  terms: z.literal("on", "Please accept"),
  interests: z.array(z.string()).min(1, "Choose one"),
  address: z.object({ street: z.string().min(1, "Where?") }),
  phones: z.array(z.object({ number: z.string().regex(/^\d+$/, "Digits") })).max(3, "Too many"),
});

/** Every kind of field. */
class ProfilePage extends LiveView {
  profile = form(profileSchema, {
    initial: { email: "", address: { street: "" }, interests: [], phones: [{ number: "1" }] },
    secret: ["password"],
  });
  saved = "";

  save = event({ form: this.profile }, (values) => {
    if (values.email === "taken@example.com") return this.profile.addError("email", "Is taken");
    this.saved = JSON.stringify(values);
    this.profile.reset();
  });
  add = event(() => void this.profile.list("phones").append());
  remove = event({ params: z.object({ key: z.coerce.number() }) }, ({ key }) =>
    this.profile.list("phones").remove(key),
  );
  up = event({ params: z.object({ key: z.coerce.number() }) }, ({ key }) =>
    this.profile.list("phones").move(key, 0),
  );

  render() {
    const { profile } = this;
    const [email, password, about, plan, terms, street] = [
      profile.field("email"),
      profile.field("password"),
      profile.field("about"),
      profile.field("plan"),
      profile.field("terms"),
      profile.field("address.street"),
    ];
    const interests = profile.choices("interests");
    return html`
      <output>${this.saved}</output>
      <form id="profile" live-form=${profile} live-submit=${this.save} novalidate>
        ${when(profile.hasFailed, () => html`<div role="alert">Please look again.</div>`)}
        <p>${input(email)}</p><p>${input(password, "password")}</p><p>${input(street)}</p>
        <textarea id=${about.id} name=${about.name}>${about.value}</textarea>
        <select id=${plan.id} name=${plan.name}>
          <option value="free" selected=${plan.is("free")}>free</option><option value="pro" selected=${plan.is("pro")}>pro</option>
        </select>
        <input type="checkbox" id=${terms.id} name=${terms.name} checked=${terms.checked}>${errorOf(terms)}
        ${each(
          ["music", "maths", "art"],
          (name) =>
            html`<label><input type="checkbox" name=${interests.name} value=${name} checked=${interests.is(name)}>${name}</label>`,
        )}${errorOf(interests)}
        <ul>${each(
          profile.list("phones").rows,
          (row) => row.key,
          (row) => html`<li>${input(row.field("number"))}
            <button type="button" class="remove" live-click=${this.remove} data-key=${row.key}>remove</button>
            <button type="button" class="up" live-click=${this.up} data-key=${row.key}>up</button></li>`,
        )}</ul><em>${profile.list("phones").errors}</em>
        <button type="button" id="add" live-click=${this.add}>add</button>
        <button id="save">save</button>
      </form>`;
  }
}

function input(field: FormField, type = "text") {
  return html`<input type=${type} id=${field.id} name=${field.name} value=${field.value}
    aria-invalid=${field.invalid} aria-describedby=${field.describedBy}>${errorOf(field)}`;
}

function errorOf(field: FormField) {
  return when(field.invalid, () => html`<b id=${field.errorId}>${field.error}</b>`);
}

const cities: Record<string, string[]> = { fr: ["Paris", "Lyon"], de: ["Berlin", "Bonn"] };

/** Fields that depend on another, and what the browser checks by itself. */
class ChoicePage extends LiveView {
  trip = form(z.object({ country: z.string(), city: z.string(), days: z.string() }), {
    initial: { country: "fr", city: "Lyon", days: "1" },
    onChange: (trip, name) => {
      if (name === "country") trip.set("city", "");
    },
  });
  calls = 0;
  book = event({ form: this.trip }, () => {
    this.calls++;
  });

  render() {
    const [country, city, days] = [
      this.trip.field("country"),
      this.trip.field("city"),
      this.trip.field("days"),
    ];
    return html`
      <form live-form=${this.trip} live-submit=${this.book}>
        <select id="country" name=${country.name}>${each(Object.keys(cities), (code) => html`<option selected=${country.is(code)}>${code}</option>`)}</select>
        <select id="city" name=${city.name}><option value="">Which?</option>${each(
          cities[country.value] ?? [],
          (name) => name,
          (name) => html`<option selected=${city.is(name)}>${name}</option>`,
        )}</select>
        <input id="days" type="number" name=${days.name} value=${days.value} required>
        <button>book</button>
        <output>${this.calls} ${JSON.stringify(this.trip.values)}</output>
      </form>`;
  }
}

/** A form that is sent over HTTP once the server has checked it. */
class LoginPage extends LiveView {
  login = form(z.object({ user: z.string(), password: z.literal("open sesame", "Wrong") }), {
    secret: ["password"],
  });
  isChecked = false;
  check = event({ form: this.login }, () => {
    this.isChecked = true;
  });
  render() {
    return html`
      <form method="post" action="/session/" live-form=${this.login} live-submit=${this.check} live-trigger-action=${this.isChecked}>
        ${this.csrfField()}
        ${input(this.login.field("user"))}${input(this.login.field("password"), "password")}
        <button name="submit">log in</button>
      </form>`;
  }
}

/** A form that waits for a pause before it tells what is typed. */
class PacedPage extends LiveView {
  profile = form(z.object({ name: z.string().min(3, "Too short") }), { debounce: 5_000 });
  save = event({ form: this.profile }, () => this.profile.reset());
  render() {
    return html`
      <form live-form=${this.profile} live-submit=${this.save}>${input(this.profile.field("name"))}<button>save</button></form>
      <a id="there" href="?there" live-patch>there</a>
      <output>${this.profile.values.name}</output>`;
  }
}

/** Forms without form(). */
class PlainPage extends LiveView {
  sent = 0;
  city = "";
  other = "";
  texts: string[] = [];
  send = event({ params: z.object({ text: z.string() }) }, ({ text }) => {
    this.texts.push(text);
    this.sent++;
  });
  find = event({ params: z.object({ city: z.string() }) }, ({ city }) => {
    this.city = city;
  });
  look = event({ params: z.object({ other: z.string() }) }, ({ other }) => {
    this.other = other;
  });
  render() {
    return html`
      <form live-submit=${this.send} live-reset=${this.sent}><input id="text" name="text"><input id="reset" name="reset" value="x"><button>send</button></form>
      <form live-change=${this.find}><input id="city" name="city"></form>
      <form live-change=${this.look} live-recover="off"><input id="other" name="other"></form>
      <output>${this.texts.join()} ${this.city} ${this.other}</output>`;
  }
}

class DjangoPage extends LiveView {
  static template = "form.html";
  profile = form(
    z.object({
      email: z.email("Not an address"),
      interests: z.array(z.string()),
      phones: z.array(z.object({ number: z.string() })),
    }),
    { initial: { interests: ["maths"], phones: [{ number: "1" }] } },
  );
  saved = "";
  save = event({ form: this.profile }, (values) => {
    this.saved = JSON.stringify(values);
    this.profile.reset();
  });
  add = event(() => void this.profile.list("phones").append());
}

const folder = fileURLToPath(new URL("templates/", import.meta.url));
const app = createApp({
  templates: new DjangoTemplates({ folders: [folder] }),
  routes: [
    live("/", ProfilePage),
    live("/choice/", ChoicePage),
    live("/login/", LoginPage),
    live("/paced/", PacedPage),
    live("/plain/", PlainPage),
    live("/django/", DjangoPage),
    post("/session/", async (context) => {
      const fields = await context.form();
      return new Response(`posted ${fields.get("user")} ${fields.get("password")}`);
    }),
  ],
  production: true,
});

console.log(await app.listen({ port: Number(process.env.PORT) }));
