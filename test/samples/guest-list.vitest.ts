import { expectRefused, mount, testUser } from "liveloom/testing";
import { describe, expect, test, vi } from "vitest";
import { Guests, guestList } from "../../examples/guest-list/guest-list.ts";

const anna = testUser({ username: "anna", permissions: ["guests.remove_guest"] });

function open(names: readonly string[]) {
  const guests = new Guests();
  for (const name of names) guests.add({ name, table: "Hall" });
  return mount(guestList(guests), { user: anna });
}

describe.concurrent("pages that are tested at the same time", () => {
  test.for(["Ada", "Ben Carl", "Dora Emmy Fay"])("do not disturb each other: %s", async (listed) => {
    const names = listed.split(" ");
    const page = await open(names);
    await page.type("Name", "Hedy");
    await page.submit();
    await page.clock.advance(60_000);
    const shown = page.getAllByRole("listitem").map((item) => page.within(item).text);
    expect(shown).toEqual([...names.map((name) => `${name} Hall Remove`), "Hedy Garden Remove"]);
  });
});

test("nobody is let in without being logged in", async () => {
  await expectRefused(() => mount(guestList(new Guests())), "LoginRequired");
});

test("the timers of the runner may be false ones", async () => {
  vi.useFakeTimers();
  const page = await open(["Ada"]);
  await page.click("Remove");
  expect(page.getByRole("status").textContent).toMatch(/^0 guests/);
  vi.useRealTimers();
});
