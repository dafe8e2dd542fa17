import type { Page } from "playwright-core";

/** A key is pressed in an element at the moment at which it comes, which no person and no browser driver could do. */
export async function pressOnArrival(page: Page, selector: string, key: string): Promise<void> {
  await page.evaluate(
    ([selector, key]) => {
      const press = () =>
        document.querySelector(selector)?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      new MutationObserver(press).observe(document.body, { childList: true, subtree: true });
    },
    [selector, key] as const,
  );
}
