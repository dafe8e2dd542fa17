import { html, type LayoutPage } from "liveloom";
import { assetsOf, common, icon } from "../shared/assets.ts";
import { languages } from "./languages.ts";
import { menu } from "./routes.ts";

const { head } = assetsOf("handlers");

export function layout(page: LayoutPage) {
  return html`<!doctype html>
<html lang=${page.lang} dir=${page.dir}>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${page.title}</title>
  <link rel="icon" href=${icon} type="image/svg+xml">
  ${common.head}
  ${head}
  ${page.head}
</head>
<body>
<header>${menu(page.current)}
  <form class="languages" method="post" action="/language/">${page.csrfField()}<input type="hidden" name="back" value=${page.path}>
    ${languages.supported.map((language) => html`<button class="quiet" name="language" value=${language} lang=${language}>${languages.in(language, () => languages.t("language"))}</button>`)}
  </form>
</header>
${page.messages}<main>${page.body}</main>
</body>
</html>`;
}
