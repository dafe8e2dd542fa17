import { expect, test } from "vitest";
import { event } from "../live/event.ts";
import { LiveView } from "../live/live-view.ts";
import { html } from "../template/html.ts";
import { mount } from "./mount.ts";

class Counter extends LiveView {
  count = 0;
  increment = event(() => {
    this.count++;
  });
  render() {
    return html`<h1>Counter</h1><p>Count: ${this.count}</p><button live-click=${this.increment}>More</button>`;
  }
}

test("a click changes what the page says", async () => {
  const page = await mount(Counter);
  expect(page.text).toBe("Counter Count: 0 More");
  await page.click("More");
  await page.click("More");
  expect(page.getByText(/^Count:/).textContent).toBe("Count: 2");
});
