import { HandlersPage } from "./calls/handlers-page.ts";

/** The client of pages that call handlers and have no live views. */
const page = new HandlersPage();
globalThis.liveloom = page as never;
page.start();
