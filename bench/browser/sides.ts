import { Idiomorph } from "idiomorph";
import { LiveRoot } from "../../src/client/live-root.ts";
import type { ScopePatch } from "../../src/shared/wire.ts";
import { ordersByHand } from "./orders-by-hand.ts";
import type { Play } from "./play.ts";
import { tableByHand } from "./table-by-hand.ts";

/** Takes over a page and returns what brings it up to date with a message. */
export type Side = (root: Element) => (message: string) => void;

/** The client's own code, from the text of a frame on. */
function liveloom(root: Element): (message: string) => void {
  const live = new LiveRoot(root, {
    send: (message) => {
      throw new Error(`The patch was not applied: ${JSON.stringify(message)}`);
    },
  });
  return (message) => {
    const [, , patch]: [number, number, ScopePatch] = JSON.parse(message);
    live.patch(patch);
  };
}

function idiomorph(root: Element): (message: string) => void {
  return (html) => {
    Idiomorph.morph(root, html, { morphStyle: "innerHTML" });
  };
}

/** What is compared, by name; the last two are code for one page each. */
export const sides: Readonly<Record<Play["side"], Side>> = {
  liveloom,
  idiomorph,
  table: tableByHand,
  orders: ordersByHand,
};
