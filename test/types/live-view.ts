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
// @ts-expect-error `static params` is missing
live("/teams/:teamId/", Forgetful);
// @ts-expect-error `LiveView<typeof params>` is missing
live("/teams/:teamId/", Mismatched);
