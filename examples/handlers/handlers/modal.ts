import { handler, html } from "liveloom";
import { languages } from "../languages.ts";

export const openModal = handler("open_modal", async (ctx) => {
  await ctx.send({
    target: "#modal",
    html: html`<dialog open live-modal live-call=${closeModal} live-on="close" aria-labelledby="modal-title">
      <div live-stop>
        <h2 id="modal-title">${languages.t("modal")}</h2>
        <p>${languages.t("modal_text")}</p>
        <button live-call=${closeModal}>${languages.t("close")}</button>
      </div>
    </dialog>`,
  });
});

/** By the button, a click beside the dialog, or Escape, which the browser does and tells. */
export const closeModal = handler("close_modal", async (ctx) => {
  await ctx.send({ target: "#modal", html: html`` });
});

export function page() {
  return html`<h1>${languages.t("modal")}</h1>
    <button id="open-modal" live-call=${openModal}>${languages.t("open")}</button>
    <div id="modal" live-call=${closeModal}></div>`;
}
