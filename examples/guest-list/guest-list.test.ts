import assert from "node:assert/strict";
import { test } from "node:test";
import { expectRefused, mount, testUser } from "liveloom/testing";
import { Guests, guestList } from "./guest-list.ts";

const anna = testUser({ username: "anna", permissions: ["guests.remove_guest"] });
const ben = testUser({ username: "ben" });

/** Two guests, and a page that shows them to somebody. */
async function open(user = anna) {
  const guests = new Guests();
  guests.add({ name: "Ada", table: "Hall" });
  guests.add({ name: "Grace", table: "Garden" });
  const GuestList = guestList(guests);
  return { GuestList, page: await mount(GuestList, { user }) };
}

test("a guest is invited to a table", async () => {
  const { page } = await open();
  await page.type("Name", "Hedy");
  await page.select("Table", "Terrace");
  await page.submit();
  assert.equal(page.getAllByRole("listitem").at(-1)?.textContent.includes("Hedy"), true);
  assert.match(page.getByRole("status").textContent, /^3 guests/);
});

test("a name that is too short is complained about when the field is left", async () => {
  const { page } = await open();
  await page.type("Name", "H");
  assert.equal(page.getByRole("alert").textContent, "At least two letters");
});

test("who has the permission removes a guest", async () => {
  const { page } = await open();
  const [ada] = page.getAllByRole("listitem");
  if (ada) await page.within(ada).click("Remove");
  assert.equal(page.queryByText("Ada"), undefined);
});

test("who has it no more is refused, even on a page that is open", async () => {
  const { page } = await open();
  page.asUser(ben);
  await expectRefused(() => page.call("remove", { id: 1 }), "PermissionDenied");
});

test("everybody sees at once who is invited", async () => {
  const { GuestList, page } = await open();
  const other = await mount(GuestList, { user: ben, app: page.app });
  await page.type("Name", "Hedy");
  await page.submit();
  assert.ok(other.getByText("Hedy"));
  assert.deepEqual(page.published, [{ topic: "guests", message: "changed" }]);
});

test("the page counts the minutes", async () => {
  const { page } = await open();
  await page.clock.advance(150_000);
  assert.match(page.getByRole("status").textContent, /open for 2 min$/);
});

test("what is typed into the list survives a lost connection", async () => {
  const { page } = await open();
  await page.lost();
  await page.type("Name", "Hedy");
  await page.submit();
  await page.reconnect();
  assert.ok(page.getByText("Hedy"));
});
