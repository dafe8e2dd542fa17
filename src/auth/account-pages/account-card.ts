import { type Html, html } from "../../template/html.ts";
import type { AccountTexts } from "../texts/account-texts.ts";
import { stylePath } from "./account-style.ts";

interface Card {
  readonly title: string;
  readonly content: Html;
}

/** What all account pages have in common. Their styles give way to any rule of the app. */
export function accountCard({ locale }: AccountTexts, { title, content }: Card): Html {
  return html`<article class="account-card" lang=${locale}>
  <link rel="stylesheet" href=${stylePath}>
  <h1>${title}</h1>
  ${content}
</article>`;
}
