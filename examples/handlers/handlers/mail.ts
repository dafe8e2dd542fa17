import { handler, html, type PageUpdate } from "liveloom";
import { z } from "zod";
import { languages } from "../languages.ts";
import { sendMail } from "../mail-server.ts";

const form = z.object({ to: z.email(), subject: z.string().trim().min(1).max(100) });

/** Says at once that the letter is on its way; when it has arrived, or not, the page is told as well. */
export const sendLetter = handler(
  "send_letter",
  { form, rateLimit: { calls: 5, perSeconds: 60 }, timeout: 60_000 },
  async (ctx) => {
    const { to, subject } = ctx.form;
    await ctx.send({ target: "#mail-state", html: html`${languages.t("sending")}` });
    const state = await sendMail({ to, subject, text: "Hello from a handler." }, ctx.signal).then(
      () => languages.t("sent", { to }),
      (error: unknown) => {
        ctx.log.warn({ err: error }, "A letter was not sent");
        return languages.t("not_sent");
      },
    );
    await ctx.send({ target: "#mail-state", html: html`${state}` });
  },
);

/** Tells that a letter has come; the mail server is no page, so it is the app that sends it. */
export function arrived(subject: string): PageUpdate {
  return { target: "#mailbox", append: html`<li>${subject}</li>` };
}

export function page() {
  return html`<h1>${languages.t("mail")}</h1>
    <form class="form" live-call=${sendLetter}>
      <p class="field"><label for="to">${languages.t("email")}</label><input id="to" name="to" type="email" required></p>
      <p class="field"><label for="subject">${languages.t("subject")}</label><input id="subject" name="subject" required></p>
      <button>${languages.t("send")}</button>
    </form>
    <p id="mail-state" class="result" role="status"></p>
    <ul id="mailbox" class="people" aria-label="Mailbox"></ul>`;
}
