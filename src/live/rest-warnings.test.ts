import { expect, test } from "vitest";
import { html } from "../template/html.ts";
import { LiveView } from "./live-view.ts";
import { RestWarnings } from "./rest-warnings.ts";

class Team extends LiveView {
  override render() {
    return html``;
  }
}
class Cart extends Team {}

test("each view class is warned of once, with the field, what it holds, and what to do", () => {
  const log: unknown[] = [];
  const warnings = new RestWarnings((fields, message) => void log.push([fields, message]));
  warnings.tell(Team, "url", "an object of the class URL");
  warnings.tell(Team, "other", "a function");
  warnings.tell(Cart, "items[1]", "a function");
  const remedy =
    "Hold plain data in public fields, or make the field private (its name starts with _ or #) and set it in " +
    "restore(). Components need a restore(), too, and no unmount().";
  const because = "keeps its instance in memory while its page is idle, because of";
  expect(log).toEqual([
    [{ view: "Team", field: "url" }, `Team ${because} "url": an object of the class URL. ${remedy}`],
    [{ view: "Cart", field: "items[1]" }, `Cart ${because} "items[1]": a function. ${remedy}`],
  ]);
});
