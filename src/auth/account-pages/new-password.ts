import type { Form } from "../../live/forms/form.ts";
import { form } from "../../live/forms/form.ts";
import { type Html, html } from "../../template/html.ts";
import type { PasswordOwner } from "../password-rules/password-rule.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import { accountField } from "./account-field.ts";
import { textFields } from "./text-fields.ts";

/** What the form asks of its page. */
interface Chooser {
  readonly texts: AccountTexts;
  /** What is wrong with a password, in the page's language. */
  problems(password: string): Promise<readonly string[]>;
}

type NewPasswordForm = Form<ReturnType<typeof schemaFor>>;

/** A form for a new password, typed twice. */
export function newPasswordForm(chooser: () => Chooser): NewPasswordForm {
  return form(schemaFor(chooser), { secret: ["password", "repeated"] });
}

function schemaFor(chooser: () => Chooser) {
  return textFields(["password", "repeated"], async ({ password, repeated }) => {
    const { texts, problems } = chooser();
    if (password === "") return { password: texts.required };
    return {
      password: await problems(password),
      repeated: password === repeated ? "" : texts.passwordsDiffer,
    };
  });
}

export function newPasswordFields(fields: NewPasswordForm, texts: AccountTexts): Html {
  const [password, repeated] = [fields.field("password"), fields.field("repeated")];
  const common = { type: "password", autocomplete: "new-password" } as const;
  return html`${accountField(password, { ...common, label: texts.newPassword, advice: texts.passwordAdvice })}
    ${accountField(repeated, { ...common, label: texts.repeatPassword })}`;
}

/** What is known of somebody who has an account. */
export function ownerOf({
  username = "",
  firstName = "",
  lastName = "",
  email = "",
}: PasswordOwner): PasswordOwner {
  return { username, firstName, lastName, email };
}
