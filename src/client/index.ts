import { Page } from "./page.ts";

declare global {
  /** For scripts and the browser's console. */
  var liveloom: Pick<Page, "push">;
}

const page = new Page();
globalThis.liveloom = { push: (name, params) => page.push(name, params) };
page.start();
