import { Page } from "./page.ts";

declare global {
  /** For scripts and the browser's console: `liveloom.push("removeMember", { memberId: 3 })`. */
  var liveloom: Page;
}

globalThis.liveloom = new Page();
globalThis.liveloom.start();
