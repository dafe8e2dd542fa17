import { html, type LayoutPage, type TemplateValue } from "liveloom";
import { common, icon } from "./assets.ts";

interface Parts {
  readonly title: string;
  /** Default: English. */
  readonly language?: Pick<LayoutPage, "lang" | "dir">;
  readonly head: TemplateValue;
  readonly body: TemplateValue;
}

const english = { lang: "en", dir: "ltr" } as const;

/** The HTML document around a page of an example. */
export function document(page: LayoutPage, { title, language = english, head, body }: Parts) {
  return html`<!doctype html>
<html lang=${language.lang} dir=${language.dir}>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="description" content=${page.description}>
  <title>${title}</title>
  <link rel="icon" href=${icon} type="image/svg+xml">
  ${common.head}
  ${head}
  ${page.head}
</head>
<body>
${body}
</body>
</html>`;
}
