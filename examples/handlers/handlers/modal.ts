import { handler, html } from "liveloom";
import { languages } from "../languages.ts";

export const openModal = handler("open_modal", async (ctx) => {
  await ctx.send({
    target: "#modal",
    html: html`<div class="overlay" live-call=${closeModal}>
      <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="modal-title" live-stop>
        <h2 id="modal-title">${languages.t("modal")}</h2>
        <p>${languages.t("modal_text")}</p>
        <button live-call=${closeModal} live-autofocus>${languages.t("close")}</button>
      </div>
    </div>`,
  });
});

export const closeModal = handler("close_modal", async (ctx) => {
  await ctx.send({ target: "#modal", html: html``, focus: "#open-modal" });
});

export function page() {
  return html`<h1>${languages.t("modal")}</h1>
    <button id="open-modal" live-call=${openModal}>${languages.t("open")}</button>
    <div id="modal"></div>`;
}
