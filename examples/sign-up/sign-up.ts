import { each, event, type FormField, form, html, LiveView, live, when } from "liveloom";
import { z } from "zod";

const signUp = z
  .object({
    name: z.string().trim().min(2, "At least two letters"),
    email: z.email("This is no e-mail address"),
    password: z.string().min(8, "At least eight characters"),
    repeated: z.string().min(1, "Once more, please"),
    address: z.object({
      street: z.string().trim().min(1, "Where do you live?"),
      city: z.string().trim().min(1, "In which city?"),
    }),
    phones: z
      .array(
        z.object({
          kind: z.enum(["mobile", "home"]),
          number: z.string().regex(/^[\d +-]{5,}$/, "Digits, please"),
        }),
      )
      .max(3, "Three are enough"),
    interests: z.array(z.enum(["weaving", "spinning", "dyeing"])).min(1, "Choose at least one"),
    terms: z.literal("on", "Please accept them"),
  })
  .refine(({ password, repeated }) => password === repeated, { path: ["repeated"], message: "Not the same" });

const keyOf = z.object({ key: z.coerce.number().int() });

/** What would be in a database. */
const taken = new Set(["ada@example.com"]);

class SignUp extends LiveView {
  title = "Sign up";
  welcome = "";

  account = form(signUp, {
    initial: { phones: [{ kind: "mobile" }], interests: ["weaving"] },
    secret: ["password", "repeated"],
  });

  save = event({ form: this.account, rateLimit: { calls: 10, perSeconds: 60 } }, ({ name, email }) => {
    if (taken.has(email)) return this.account.addError("email", "Somebody has signed up with this address");
    taken.add(email);
    this.welcome = name;
    this.account.reset();
  });

  addPhone = event(() => {
    this.account.list("phones").append({ kind: "home" });
  });

  removePhone = event({ params: keyOf }, ({ key }) => {
    this.account.list("phones").remove(key);
  });

  render() {
    const phones = this.account.list("phones");
    const interests = this.account.choices("interests");
    return html`
      <h1>Sign up</h1>
      <p role="status">${when(this.welcome, () => `Welcome, ${this.welcome}! Who is next?`)}</p>
      <form class="form" live-form=${this.account} live-submit=${this.save} novalidate>
        ${when(this.account.hasFailed, () => html`<p class="summary" role="alert">Please look at the marked fields.</p>`)}
        ${textField("Name", this.account.field("name"), { autocomplete: "name" })}
        ${textField("E-mail", this.account.field("email"), { type: "email", autocomplete: "email" })}
        <div class="pair">
          ${textField("Password", this.account.field("password"), { type: "password", autocomplete: "new-password" })}
          ${textField("Once more", this.account.field("repeated"), { type: "password", autocomplete: "new-password" })}
        </div>
        <div class="pair">
          ${textField("Street", this.account.field("address.street"), { autocomplete: "street-address" })}
          ${textField("City", this.account.field("address.city"), { autocomplete: "address-level2" })}
        </div>
        <fieldset>
          <legend>Phones</legend>
          <ol>${each(
            phones.rows,
            (row) => row.key,
            (row) => html`<li>
              ${kindField(row.field("kind"))}
              ${textField("Number", row.field("number"), { type: "tel", autocomplete: "tel" })}
              <button type="button" class="quiet" live-click=${this.removePhone} data-key=${row.key} aria-label="Remove phone ${row.index + 1}">✕</button>
            </li>`,
          )}</ol>
          ${each(phones.errors, (error) => html`<p class="error">${error}</p>`)}
          <button type="button" class="quiet" live-click=${this.addPhone}>Add a phone</button>
        </fieldset>
        <fieldset aria-invalid=${interests.invalid} aria-describedby=${interests.describedBy}>
          <legend>Interests</legend>
          ${each(
            ["weaving", "spinning", "dyeing"],
            (name) => html`<label class="box">
              <input type="checkbox" name=${interests.name} value=${name} checked=${interests.is(name)}> ${name}
            </label>`,
          )}
          ${errorOf(interests)}
        </fieldset>
        ${termsField(this.account.field("terms"))}
        <button>Sign up</button>
      </form>`;
  }
}

interface TextOptions {
  readonly type?: string;
  readonly autocomplete: string;
}

function textField(label: string, field: FormField, { type = "text", autocomplete }: TextOptions) {
  return html`<p class="field">
    <label for=${field.id}>${label}</label>
    <input id=${field.id} type=${type} name=${field.name} value=${field.value} autocomplete=${autocomplete}
      required aria-invalid=${field.invalid} aria-describedby=${field.describedBy}>
    ${errorOf(field)}
  </p>`;
}

function kindField(field: FormField) {
  return html`<select name=${field.name} aria-label="Kind">
    <option value="mobile" selected=${field.is("mobile")}>mobile</option>
    <option value="home" selected=${field.is("home")}>home</option>
  </select>`;
}

function termsField(field: FormField) {
  return html`<p>
    <label class="box">
      <input type="checkbox" name=${field.name} checked=${field.checked} aria-invalid=${field.invalid} aria-describedby=${field.describedBy}>
      I accept the terms
    </label>
    ${errorOf(field)}
  </p>`;
}

function errorOf(field: FormField) {
  return when(field.invalid, () => html`<span class="error" id=${field.errorId}>${field.error}</span>`);
}

export const routes = [live("/", SignUp)];
