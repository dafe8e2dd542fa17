import { live } from "liveloom";
import { PeoplePage } from "./people-page.ts";
import { TeamList } from "./team-list.ts";
import { TeamPage } from "./team-page.ts";

export const routes = [
  live("/teams/", TeamList),
  live("/teams/:teamId/", TeamPage),
  live("/people/", PeoplePage),
];
