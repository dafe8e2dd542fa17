import { createApp, get, live } from "liveloom";
import { files, layout } from "./layout.ts";
import { PeoplePage } from "./people-page.ts";
import { auth } from "./stores.ts";
import { TeamList } from "./team-list.ts";
import { TeamPage } from "./team-page.ts";

export const app = createApp({
  auth,
  layout,
  files: [files],
  routes: [
    get("/", (context) => context.redirect("/teams/")),
    live("/teams/", TeamList),
    live("/teams/:teamId/", TeamPage),
    live("/people/", PeoplePage),
  ],
});
