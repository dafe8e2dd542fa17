import { html, LiveView, live, under } from "liveloom";
import { z } from "zod";

const params = z.object({ teamId: z.coerce.number().int(), tab: z.string().optional() });
const query = z.object({ page: z.coerce.number().catch(1), tags: z.array(z.string()).catch([]) });

/** Leads to the other view, and that one back: neither type needs the other's. */
class Teams extends LiveView<undefined, typeof query> {
  static query = query;

  render() {
    const team = this.href(Team, { params: { teamId: 2 } });
    return html`<a href=${team}>Team</a> <a href=${this.href({ query: { page: 2 } })}>Next</a>`;
  }
}

class Team extends LiveView<typeof params> {
  static params = params;

  render() {
    this.href(Teams) satisfies string;
    this.href(Teams, { query: { page: 2, tags: ["a"] } });
    this.href(Team, { params: { teamId: 3, tab: "people" } });
    // @ts-expect-error its parameters are missing
    this.href(Team);
    // @ts-expect-error a parameter is missing
    this.href(Team, { params: { tab: "people" } });
    // @ts-expect-error a number
    this.href(Team, { params: { teamId: "three" } });
    // @ts-expect-error not in its query
    this.href(Teams, { query: { site: 2 } });
    // @ts-expect-error its path has no parameters
    this.href(Teams, { params: { teamId: 2 } });
    return html`<a href=${this.href(Teams)}>All teams</a>`;
  }
}

under("/club", [live("/", Teams), live("/:teamId/", Team)]) satisfies readonly { readonly kind: "live" }[];
// @ts-expect-error a prefix begins with a slash
under("club", [live("/", Teams)]);
