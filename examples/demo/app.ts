import { createApp, get } from "liveloom";
import { common } from "../shared/assets.ts";
import { entries } from "./gallery/entries.ts";
import { assets, layout } from "./gallery/frame.ts";
import { guideRoutes } from "./gallery/guides.ts";
import { indexPage } from "./gallery/index-page.ts";
import { auth } from "./stores.ts";

export const app = createApp({
  auth,
  layout,
  files: [...common.files, ...assets.files, ...entries.flatMap((entry) => entry.assets.files)],
  routes: [
    get("/", (context) => context.page({ title: "Liveloom examples", body: indexPage() })),
    ...entries.flatMap((entry) => entry.routes),
    ...guideRoutes(),
  ],
  request: { locales: ["en-IE", "de-DE", "fr-FR"] },
});
