import { createApp, get } from "liveloom";
import { languages } from "../handlers/languages.ts";
import { common } from "../shared/assets.ts";
import { entries, handlerRoutes } from "./gallery/entries.ts";
import { assets, layout } from "./gallery/frame.ts";
import { guideRoutes } from "./gallery/guides.ts";
import { indexPage } from "./gallery/index-page.ts";
import { auth } from "./stores.ts";

/** Once each, whoever shares them. */
const entryFiles = new Set(entries.flatMap((entry) => entry.assets.files));

export const app = createApp({
  auth,
  layout,
  languages,
  files: [...common.files, ...assets.files, ...entryFiles],
  routes: [
    get("/", (context) => context.page({ title: "Liveloom examples", body: indexPage() })),
    ...entries.flatMap((entry) => entry.routes),
    ...handlerRoutes,
    ...guideRoutes(),
  ],
  request: { locales: ["en-IE", "de-DE", "fr-FR"] },
});
