import type { HttpContext } from "../../server/http-context.ts";
import type { Html } from "../../template/html.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import type { Languages } from "../texts/languages.ts";

/** What the pages know that are posted over HTTP, because they change the session's cookie. */
export interface PlainPage {
  readonly title: string;
  readonly texts: AccountTexts;
  /** Where its form is posted. */
  readonly action: string;
  /** The hidden field without which the form is refused. Put it into the form. */
  readonly csrfField: Html;
}

/** What all of them have in common. */
export function plainPage(
  context: HttpContext,
  {
    languages,
    action,
    title,
  }: { languages: Languages; action: string; title: (texts: AccountTexts) => string },
): PlainPage {
  const texts = languages.of(context.locale);
  return { title: title(texts), texts, action, csrfField: context.csrfField() };
}
