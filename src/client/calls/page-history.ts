import { here, loadedAddress } from "../addresses.ts";

/** What is kept with an entry of the browser's history that updates made or left. */
const mark = { liveCalls: true };

/**
 * The addresses that updates show in the browser's bar. Going back shows the page of the one before, as the server has
 * it now.
 */
export class PageHistory {
  #shown = loadedAddress();

  /** @param show Brings the page to what the server says of the present address. */
  constructor(show: () => void) {
    const traversed = () => {
      if (!history.state?.liveCalls || here() === this.#shown) return;
      this.#shown = here();
      show();
    };
    addEventListener("popstate", traversed);
    traversed();
  }

  enter(url: string, isReplaced: boolean): void {
    const isHere = isReplaced || url === here() + location.hash;
    const state = { ...history.state, ...mark };
    // Each of these costs the browser a millisecond or two.
    if (isHere) history.replaceState(state, "", url);
    else {
      if (!history.state?.liveCalls) history.replaceState(state, "");
      history.pushState(mark, "", url);
    }
    this.#shown = here();
  }
}
