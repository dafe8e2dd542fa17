import { html, type LayoutPage, staticFiles, when } from "liveloom";

/** The demo's own files, under addresses that browsers may keep forever. */
export const files = staticFiles("/static/", new URL("./public", import.meta.url));

/** The document around every page. */
export function layout(page: LayoutPage) {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${page.title} · Weft</title>
  <link rel="stylesheet" href=${files.url("app.css")}>
  <link rel="icon" href=${files.url("icon.svg")} type="image/svg+xml">
  ${page.head}
  <script type="module" src=${files.url("focus.js")}></script>
</head>
<body>
  <header class="top">
    <a class="brand" href="/teams/"><img src=${files.url("icon.svg")} alt="" width="24" height="24"> Weft</a>
    ${when(page.user.isAuthenticated, () => userMenu(page))}
  </header>
  <main>${page.body}</main>
  <footer class="bottom">A demo of Liveloom: open this page in two browsers and watch.</footer>
</body>
</html>`;
}

function userMenu(page: LayoutPage) {
  return html`<nav class="user-menu" aria-label="Account">
      ${when(page.user.isSuperuser, () => html`<a href="/people/">People</a>`)}
      <span class="who">${page.user.username}</span>
      <form method="post" action="/accounts/logout/">${page.csrfField()}<button class="quiet">Log out</button></form>
    </nav>`;
}
