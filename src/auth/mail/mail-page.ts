import { NotFound } from "../../errors.ts";
import { publicPage } from "../../live/guards.ts";
import { get, type HttpRoute } from "../../server/http-route.ts";
import { each } from "../../template/each.ts";
import { type Html, html } from "../../template/html.ts";
import { when } from "../../template/when.ts";
import { accountCard } from "../account-pages/account-card.ts";
import { english } from "../texts/english.ts";
import type { KeptMail, Mailbox } from "./mailbox.ts";

export const mailPagePath = "/__mail/";

const localOrigin = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * For developers: the mails that would have been sent, the newest first. Never part of an app in production, and
 * elsewhere than on localhost it does not exist.
 */
export function mailPage(mails: { readonly shown: Mailbox | undefined }): HttpRoute {
  return get(mailPagePath, { access: publicPage() }, (context) => {
    const { shown } = mails;
    if (!shown || !localOrigin.test(context.ownOrigin)) throw new NotFound();
    const content = mailList(shown.mails.toReversed());
    return context.page({ title: "Mails", body: accountCard(english, { title: "Mails", content }) });
  });
}

function mailList(mails: readonly KeptMail[]): Html {
  return html`<p>In development nothing is sent: it arrives here. <a href="">Look again</a></p>
    ${when(mails.length === 0, () => html`<p>There are none yet.</p>`)}
    ${each(mails, (mail) => mailItem(mail))}`;
}

function mailItem({ to, subject, text, sentAt }: KeptMail): Html {
  const at = new Date(sentAt).toISOString();
  return html`<section>
    <h2>${subject}</h2>
    <p>To <strong>${to}</strong>, <time datetime=${at}>${at.slice(11, 19)} UTC</time></p>
    <p>${each(text.split("\n"), (line) => html`${lineOf(line)}<br>`)}</p>
  </section>`;
}

function lineOf(line: string): Html {
  return /^https?:\S+$/.test(line) ? html`<a href=${line}>${line}</a>` : html`${line}`;
}
