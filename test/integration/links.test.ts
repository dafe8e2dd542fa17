import { html, LiveView, live, under } from "liveloom";
import { mount, testApp } from "liveloom/testing";
import { expect, test } from "vitest";
import { z } from "zod";

const params = z.object({ teamId: z.coerce.number() });
const query = z.object({ order: z.string().default("name") });

class Teams extends LiveView<undefined, typeof query> {
  static query = query;

  render() {
    const atlas = this.href(Team, { params: { teamId: 1 } });
    return html`<a href=${atlas} live-navigate>Atlas</a> <p>${this.query.order}</p>`;
  }
}

class Team extends LiveView<typeof params> {
  static params = params;

  render() {
    return html`<h1>Team ${this.params.teamId}</h1>
      <a href=${this.href(Teams, { query: { order: "age & size" } })} live-navigate>All</a>`;
  }
}

class Lost extends LiveView {
  render() {
    return html`${this.href(class Nowhere extends Lost {})}`;
  }
}

const routes = [live("/", Teams), live("/teams/:teamId/", Team)];

test.each<[`/${string}`, string]>([
  ["/club", "/club"],
  ["/seasons/:season", "/seasons/2026"],
])("links between views under %s stay there", async (pattern, prefix) => {
  const page = await testApp({ routes: under(pattern, routes) }).visit(`${prefix}/`);
  await page.click("Atlas");
  expect(page.url).toBe(`${prefix}/teams/1/`);
  await page.click("All");
  expect([page.url, page.getByText("age & size").textContent]).toEqual([
    `${prefix}/?order=age+%26+size`,
    "age & size",
  ]);
});

test("a link to a view that no route shows says so", async () => {
  await expect(mount(Lost)).rejects.toThrow("No route leads to Nowhere with the parameters {}.");
});
