import { type HttpContext, html, post } from "liveloom";
import { languageCookie } from "liveloom/languages";
import { languages } from "./languages.ts";

/** A button for each language. @param root The address below which the example's pages are, without a slash at its end. */
export function switcher(context: HttpContext, root: string) {
  const { pathname, search } = context.url;
  return html`<form class="languages" method="post" action=${`${root}/language/`}>${context.csrfField()}
    <input type="hidden" name="back" value=${pathname + search}>
    ${languages.supported.map((language) => html`<button class="quiet" name="language" value=${language} lang=${language} aria-pressed=${String(language === languages.current)}>${nameOf(language)}</button>`)}
  </form>`;
}

/** What a language calls itself. */
function nameOf(language: string): string {
  return languages.in(language, () => languages.t("language"));
}

/** Puts the language that somebody chose into a cookie, and goes back. */
export const switchLanguage = post("/language/", async (context) => {
  const form = await context.form();
  const chosen = languages.supported.find((language) => language === form.get("language"));
  const response = context.redirect(form.get("back") ?? "/");
  const cookie = `${languageCookie}=${chosen}; Path=/; SameSite=Lax; Max-Age=31536000`;
  if (chosen) response.headers.append("set-cookie", cookie);
  return response;
});
