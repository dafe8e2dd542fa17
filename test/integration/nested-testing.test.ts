import { expect, test } from "vitest";
import { event } from "../../src/live/event.ts";
import { LiveView } from "../../src/live/live-view.ts";
import { nested } from "../../src/live/nested/nested.ts";
import { html } from "../../src/template/html.ts";
import { when } from "../../src/template/when.ts";
import { mount } from "../../src/testing/mount.ts";

class Counter extends LiveView {
  count = 0;
  more = event(async () => {
    await Promise.resolve();
    this.count++;
  });
  render() {
    return html`<p>${this.count}</p><button live-click=${this.more}>More</button>`;
  }
}

class Page extends LiveView {
  isOpen = false;
  open = event(() => {
    this.isOpen = !this.isOpen;
  });
  render() {
    return html`<button live-click=${this.open}>Open</button><section>${nested(Counter, { key: 1 })}</section>
      ${when(this.isOpen, () => html`<aside>${nested(Counter, { key: 2 })}</aside>`)}`;
  }
}

test("the user's tests reach into nested views", async () => {
  const page = await mount(Page);
  await page.click("More");
  expect(page.text).toBe("Open 1 More");
  await page.click("Open");
  expect(page.text).toBe("Open 1 More 0 More");
  const aside = page.document.querySelector("aside");
  if (aside) await page.within(aside).click("More");
  expect(page.text).toBe("Open 1 More 1 More");
  await page.click("Open");
  expect(page.text).toBe("Open 1 More");
});
