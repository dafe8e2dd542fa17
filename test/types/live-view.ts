import { event, html, LiveView, live, loginRequired } from "liveloom";
import { z } from "zod";

const params = z.object({ teamId: z.coerce.number().int(), tab: z.string().optional() });

class Team extends LiveView<typeof params> {
  static params = params;
  static access = [loginRequired()];

  save = event({ params: z.object({ id: z.coerce.number() }) }, ({ id }) => {
    id satisfies number;
    // @ts-expect-error not in the schema
    return ({ id } as { id: number }).name;
  });

  render() {
    this.params.teamId satisfies number;
    // @ts-expect-error not a parameter
    this.params.teamID;
    // @ts-expect-error a mistyped event
    html`<b live-click=${this.sav}></b>`;
    // @ts-expect-error a plain object is not HTML
    html`<b>${{ html: "<i>" }}</b>`;
    // @ts-expect-error a promise is not HTML
    html`<b>${Promise.resolve("x")}</b>`;
    return html`<b live-click=${this.save}></b>`;
  }
}

class Plain extends LiveView {
  render() {
    // @ts-expect-error the page has no parameters
    const { teamId }: { teamId: number } = this.params;
    return html`${teamId}`;
  }
}

class Forgetful extends LiveView<typeof params> {
  render() {
    return html`x`;
  }
}

class Mismatched extends LiveView {
  static params = params;
  render() {
    return html`x`;
  }
}

live("/teams/:teamId/", Team);
live("/teams/:teamId/:tab/", Team);
live("/plain/", Plain);

// @ts-expect-error the path lacks a parameter that the schema needs
live("/teams/:team/", Team);
// @ts-expect-error nothing reads the path's parameter
live("/plain/:id/", Plain);
// @ts-expect-error `static params` is missing
live("/teams/:teamId/", Forgetful);
// @ts-expect-error `LiveView<typeof params>` is missing
live("/teams/:teamId/", Mismatched);

const query = z.object({
  page: z.coerce.number().int().catch(1),
  sort: z.enum(["name", "age"]).catch("name"),
  tags: z.array(z.string()).optional(),
});

class Table extends LiveView<typeof params, typeof query> {
  static params = params;
  static query = query;

  handleParams({ teamId }: { teamId: number }, url: string) {
    teamId satisfies number;
    url satisfies string;
    this.query.page satisfies number;
    // @ts-expect-error not in the schema
    this.query.pages;
    this.patch("?page=2");
    this.patch({ query: { page: 2, sort: null, tags: ["a"] }, params: { teamId: 3 } }, { replace: true });
    // @ts-expect-error not in the schema
    this.patch({ query: { pages: 2 } });
    // @ts-expect-error not one of the values
    this.patch({ query: { sort: "size" } });
    // @ts-expect-error not a parameter
    this.patch({ params: { team: 3 } });
    // @ts-expect-error not what the parameter is
    this.href({ params: { teamId: "3" } });
    // @ts-expect-error not a level
    this.flash("danger", "No");
    this.navigate("/teams/", { replace: true });
  }

  render() {
    return html`<a href=${this.href({ query: { page: 2 } })} live-patch>2</a>`;
  }
}

class QueryOnly extends LiveView<undefined, typeof query> {
  static query = query;
  render() {
    return html`${this.query.sort}`;
  }
}

class ForgetfulQuery extends LiveView<undefined, typeof query> {
  render() {
    return html`x`;
  }
}

class MismatchedQuery extends LiveView {
  static query = query;
  render() {
    // @ts-expect-error the view has no query
    const { page }: { page: number } = this.query;
    return html`${page}`;
  }
}

live("/table/:teamId/", Table);
live("/query/", QueryOnly);
// @ts-expect-error `static query` is missing
live("/query/", ForgetfulQuery);
// @ts-expect-error `LiveView<undefined, typeof query>` is missing
live("/query/", MismatchedQuery);
