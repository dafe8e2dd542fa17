import { each, event, type FormField, form, html, LiveView, live, when } from "liveloom";
import { z } from "zod";

const cities = { fr: ["Lyon", "Paris"], de: ["Berlin", "Bonn"], it: ["Milano", "Roma"] };
const countries = { fr: "France", de: "Germany", it: "Italy" };
const today = () => new Date().toISOString().slice(0, 10);

const trip = z
  .object({
    country: z.enum(["fr", "de", "it"], "Choose a country"),
    city: z.string().min(1, "Choose a city"),
    from: z.iso.date("Choose a day").refine((day) => day >= today(), "This day is over"),
    nights: z.coerce
      .number("A number, please")
      .int("Whole nights")
      .min(1, "At least one")
      .max(30, "At most 30"),
  })
  .refine(({ country, city }) => cities[country].includes(city), {
    path: ["city"],
    message: "Choose a city",
  });

const travellers = z.object({
  people: z
    .array(z.object({ name: z.string().trim().min(1, "Who is it?"), meal: z.enum(["any", "vegetarian"]) }))
    .min(1, "Somebody has to travel")
    .max(4, "At most four"),
});

const steps = ["Where", "Who", "Check", "Done"] as const;
const keyOf = z.object({ key: z.coerce.number().int() });

class Wizard extends LiveView {
  title = "Book a trip";
  step = 0;

  /** Each step is a form of its own, which keeps what was typed while others are shown. */
  trip = form(trip, {
    initial: { from: today(), nights: 2 },
    onChange: (form, name) => {
      if (name === "country") form.set("city", "");
    },
  });
  travellers = form(travellers, { initial: { people: [{ meal: "any" }] } });

  chosen?: z.infer<typeof trip>;
  people: z.infer<typeof travellers>["people"] = [];

  toTravellers = event({ form: this.trip }, (values) => {
    this.chosen = values;
    this.step = 1;
  });

  toCheck = event({ form: this.travellers }, ({ people }) => {
    this.people = people;
    this.step = 2;
  });

  book = event(() => {
    if (this.chosen && this.people.length > 0) this.step = 3;
  });

  back = event(() => {
    this.step = Math.max(0, this.step - 1);
  });

  addPerson = event(() => {
    this.travellers.list("people").append({ meal: "any" });
  });

  removePerson = event({ params: keyOf }, ({ key }) => {
    this.travellers.list("people").remove(key);
  });

  render() {
    return html`
      <h1>Book a trip</h1>
      <ol class="steps">${each(
        steps,
        (name, index) => html`<li aria-current=${index === this.step ? "step" : null}>${name}</li>`,
      )}</ol>
      ${[() => this.#where(), () => this.#who(), () => this.#check(), () => this.#done()][this.step]?.()}`;
  }

  #where() {
    const [country, city] = [this.trip.field("country"), this.trip.field("city")];
    return html`<form class="form" live-form=${this.trip} live-submit=${this.toTravellers} novalidate>
      <h2>Where to?</h2>
      <div class="pair">
        ${selectField("Country", country, Object.entries(countries))}
        ${selectField("City", city, citiesOf(country.value))}
        ${inputField("First day", this.trip.field("from"), "date")}
        ${inputField("Nights", this.trip.field("nights"), "number")}
      </div>
      <footer><button>Next</button></footer>
    </form>`;
  }

  #who() {
    const people = this.travellers.list("people");
    return html`<form class="form" live-form=${this.travellers} live-submit=${this.toCheck} novalidate>
      <h2>Who travels?</h2>
      <ol class="rows">${each(
        people.rows,
        (row) => row.key,
        (row) => html`<li>
          ${inputField(`Traveller ${row.index + 1}`, row.field("name"))}
          ${mealField(row.field("meal"))}
          <button type="button" class="quiet" live-click=${this.removePerson} data-key=${row.key} aria-label="Remove traveller ${row.index + 1}">✕</button>
        </li>`,
      )}</ol>
      ${each(people.errors, (error) => html`<p class="error" role="alert">${error}</p>`)}
      <button type="button" class="quiet" live-click=${this.addPerson}>Add somebody</button>
      <footer><button type="button" class="quiet" live-click=${this.back}>Back</button><button>Next</button></footer>
    </form>`;
  }

  #check() {
    const { country, city, from, nights } = this.chosen ?? {};
    return html`<section class="form">
      <h2>Is everything right?</h2>
      <dl>
        <dt>Trip</dt><dd>${city}, ${country && countries[country]}</dd>
        <dt>Stay</dt><dd>${nights} ${nights === 1 ? "night" : "nights"} from ${from}</dd>
        <dt>Travellers</dt><dd>${this.people.map(({ name, meal }) => `${name} (${meal} food)`).join(", ")}</dd>
      </dl>
      <footer><button class="quiet" live-click=${this.back}>Back</button><button live-click=${this.book}>Book it</button></footer>
    </section>`;
  }

  #done() {
    return html`<section class="form"><h2>Have a good trip!</h2><p>${this.chosen?.city} is waiting for you.</p></section>`;
  }
}

function citiesOf(country: string): [string, string][] {
  const names = Object.hasOwn(cities, country) ? cities[country as keyof typeof cities] : [];
  return names.map((name) => [name, name]);
}

function inputField(label: string, field: FormField, type = "text") {
  return html`<p class="field">
    <label for=${field.id}>${label}</label>
    <input id=${field.id} type=${type} name=${field.name} value=${field.value}
      aria-invalid=${field.invalid} aria-describedby=${field.describedBy}>
    ${errorOf(field)}
  </p>`;
}

function selectField(label: string, field: FormField, options: [value: string, text: string][]) {
  return html`<p class="field">
    <label for=${field.id}>${label}</label>
    <select id=${field.id} name=${field.name} aria-invalid=${field.invalid} aria-describedby=${field.describedBy}>
      <option value="">Choose…</option>
      ${each(
        options,
        ([value]) => value,
        ([value, text]) => html`<option value=${value} selected=${field.is(value)}>${text}</option>`,
      )}
    </select>
    ${errorOf(field)}
  </p>`;
}

function mealField(field: FormField) {
  return html`<fieldset class="radios">
    <legend>Food</legend>
    ${each(
      ["any", "vegetarian"],
      (meal) =>
        html`<label class="box"><input type="radio" name=${field.name} value=${meal} checked=${field.is(meal)}> ${meal}</label>`,
    )}
  </fieldset>`;
}

function errorOf(field: FormField) {
  return when(field.invalid, () => html`<span class="error" id=${field.errorId}>${field.error}</span>`);
}

export const routes = [live("/", Wizard)];
