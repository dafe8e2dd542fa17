import { type Html, html } from "../../template/html.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import { pageLink } from "./account-page.ts";

/** What a page shows for a link that does not work, or no longer. @param path where to ask for another one */
export function linkInvalid(texts: AccountTexts, path: string): Html {
  return html`<p role="alert">${texts.linkInvalid}</p><p>${pageLink(path, texts.askAgain)}</p>`;
}
