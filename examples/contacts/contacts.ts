import { commands, each, event, type FormField, form, html, LiveView, live, when } from "liveloom";
import { z } from "zod";

interface Contact {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

const details = z.object({
  name: z.string().trim().min(2, "At least two letters"),
  email: z.email("This is no e-mail address"),
});

/** Says who in the list has just been saved. */
const flash = (id: number) =>
  commands().transition({ classes: "just-saved", milliseconds: 1_500 }, `#contact-${id}`);

class Contacts extends LiveView {
  title = "Contacts";
  contacts: readonly Contact[] = [
    { id: 1, name: "Ada Lovelace", email: "ada@example.com" },
    { id: 2, name: "Grace Hopper", email: "grace@example.com" },
  ];
  /** Who is in the dialog; 0 is somebody new, and without anybody it is closed. */
  edited: number | undefined;
  contact = form(details);

  edit = event({ params: z.object({ id: z.coerce.number().int() }) }, ({ id }) => {
    this.edited = id;
    this.contact.reset(this.#find(id) ?? {});
  });

  /** Called by the button, and when people close the dialog by themselves. */
  close = event(() => {
    this.edited = undefined;
  });

  save = event({ form: this.contact }, (values) => {
    const others = this.contacts.filter(({ id }) => id !== this.edited);
    if (others.some(({ email }) => email === values.email))
      return this.contact.addError("email", "Somebody else has this address");
    const id = this.edited || Math.max(0, ...others.map((other) => other.id)) + 1;
    const saved = { id, ...values };
    this.contacts = this.#find(id)
      ? this.contacts.map((before) => (before.id === id ? saved : before))
      : [...others, saved];
    this.edited = undefined;
    this.runInBrowser(flash(id));
  });

  remove = event(() => {
    this.contacts = this.contacts.filter(({ id }) => id !== this.edited);
    this.edited = undefined;
    // What the dialog was opened from goes as well.
    this.runInBrowser(commands().focus("#new-contact"));
  });

  render() {
    return html`
      <h1>Contacts</h1>
      <ul class="contacts">${each(
        this.contacts,
        ({ id }) => id,
        ({ id, name, email }) => html`<li id="contact-${id}">
          <span>${name} <small>${email}</small></span>
          <button class="quiet" live-click=${this.edit} data-id=${id} aria-label="Edit ${name}">Edit</button>
        </li>`,
      )}</ul>
      <button id="new-contact" live-click=${this.edit} data-id="0">New contact</button>

      <dialog open=${this.edited !== undefined} live-modal live-close=${this.close} aria-labelledby="asked">
        <form class="form" live-form=${this.contact} live-submit=${this.save} novalidate>
          <h2 id="asked">${this.edited ? "Change a contact" : "A new contact"}</h2>
          ${textField("Name", this.contact.field("name"), { autofocus: true })}
          ${textField("E-mail", this.contact.field("email"), { type: "email" })}
          <div class="choices">
            <button>Save</button>
            <button type="button" class="quiet" live-click=${this.close}>Cancel</button>
            ${when(this.edited, () => html`<button type="button" class="quiet" live-click=${this.remove}>Delete</button>`)}
          </div>
        </form>
      </dialog>`;
  }

  #find(wanted: number): Contact | undefined {
    return this.contacts.find(({ id }) => id === wanted);
  }
}

function textField(label: string, field: FormField, { type = "text", autofocus = false }) {
  return html`<p class="field">
    <label for=${field.id}>${label}</label>
    <input id=${field.id} type=${type} name=${field.name} value=${field.value} autofocus=${autofocus}
      autocomplete="off" aria-invalid=${field.invalid} aria-describedby=${field.describedBy}>
    ${when(field.invalid, () => html`<span class="error" id=${field.errorId}>${field.error}</span>`)}
  </p>`;
}

export const routes = [live("/", Contacts)];
