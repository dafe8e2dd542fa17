import { type HttpContext, handler, html, loginRequired } from "liveloom";
import { languages } from "../languages.ts";

/** Only for those who are logged in: others are led to the login page, and back. */
export const showSecret = handler("show_secret", { access: loginRequired() }, async (ctx) => {
  await ctx.send({ target: "#secret", html: html`${languages.t("secret", { name: ctx.user.username })}` });
});

export function page({ principal }: HttpContext) {
  const { isAuthenticated, username } = principal.user;
  return html`<h1>${languages.t("members")}</h1>
    <p class="muted">${isAuthenticated ? username : languages.t("log_in")}</p>
    <button live-call=${showSecret}>${languages.t("open")}</button>
    <p id="secret" class="result" role="status"></p>`;
}
