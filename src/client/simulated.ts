/** The client in the simulated browser of "liveloom/testing". */
import { runner } from "./loaders/command-loader.ts";
import { Page } from "./page.ts";

declare global {
  /** Looks at the page without what commands have changed in it. */
  var liveloomAsServed: (look: () => void) => void;
}

globalThis.liveloomAsServed = (look) => (runner ? runner.layers.suspend(look) : look());
globalThis.liveloom = new Page();
globalThis.liveloom.start();
