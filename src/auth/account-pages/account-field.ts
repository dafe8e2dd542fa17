import type { FormField } from "../../live/forms/form-field.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";

interface FieldLook {
  readonly label: string;
  /** Default: "text". */
  readonly type?: "text" | "email" | "password";
  /** What password managers and browsers may fill in. */
  readonly autocomplete: string;
  /** Said below the field, until something is wrong. */
  readonly advice?: string;
  /** Default: true. */
  readonly isRequired?: boolean;
  readonly isFirst?: boolean;
  /** Whether phones show digits to type. Default: false. */
  readonly isNumeric?: boolean;
  /** Default: false. */
  readonly isReadonly?: boolean;
}

/** A labelled field; what is wrong with it is tied to it for screen readers. */
export function accountField(field: FormField, look: FieldLook): Html {
  const { label, type = "text", autocomplete, advice, isRequired = true, isFirst = false } = look;
  const { isReadonly = false, isNumeric = false } = look;
  const isWrong = field.errors.length > 0;
  const adviceId = advice === undefined ? null : `${field.id}-advice`;
  return html`<p class="account-field">
    <label for=${field.id}>${label}</label>
    <input id=${field.id} type=${type} name=${field.name} value=${field.value} autocomplete=${autocomplete}
      inputmode=${isNumeric ? "numeric" : null}
      required=${isRequired} readonly=${isReadonly} autofocus=${isFirst} autocapitalize=${type === "text" ? null : "none"} spellcheck="false"
      aria-invalid=${field.invalid} aria-describedby=${isWrong ? field.errorId : adviceId}>
    ${when(advice && !isWrong, () => html`<span class="account-advice" id=${adviceId}>${advice}</span>`)}
    ${when(isWrong, () => html`<span class="account-error" id=${field.errorId}>${field.errors.map((error) => html`<span>${error}</span> `)}</span>`)}
  </p>`;
}

/** Tells password managers whose password a form is about. It is not sent. */
export function usernameHint(username: string): Html {
  return html`<input hidden readonly autocomplete="username" value=${username}>`;
}
