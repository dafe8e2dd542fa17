import { closest, commands, event, html, LiveView, optimistic } from "liveloom";
import { z } from "zod";
import type { EventName, ParamsOf, ReplyOf } from "../../src/client/hooks/view-events.ts";

declare module "liveloom" {
  interface BrowserEvents {
    confetti: { pieces: number };
  }
}

export class ShopPage extends LiveView {
  buy = event({ params: z.object({ id: z.coerce.number<string>() }) }, async ({ id }) => ({ left: id }));
  clear = event(() => {
    this.pushEvent("confetti", { pieces: 3 });
    // @ts-expect-error a mistyped name
    this.pushEvent("confeti", { pieces: 3 });
    // @ts-expect-error a wrong payload
    this.pushEvent("confetti", { pieces: "3" });
    this.runInBrowser(commands().focus("#search").hide("dialog"));
    // @ts-expect-error no commands, but what is shown until an event is answered
    this.runInBrowser(optimistic().hide("dialog"));
    // @ts-expect-error no commands, but text
    this.runInBrowser('[["hide","dialog"]]');
  });

  render() {
    // @ts-expect-error a parameter of the wrong type
    commands().push(this.buy, { id: 3 });
    // @ts-expect-error no such command
    commands().text("3");
    return html`<button
      live-click=${commands().push(this.buy, { id: "3" }).hide(closest("dialog"))}
      live-optimistic=${optimistic().text(3)}></button>`;
  }
}

/** What hooks know of a real view. */
export const name: EventName<ShopPage> = "buy";
// @ts-expect-error no event
export const method: EventName<ShopPage> = "render";
export const params: ParamsOf<ShopPage, "buy"> = [{ id: "3" }];
export const reply: Awaited<ReplyOf<ShopPage, "buy">>["left"] = 3;

/** What a script that waits for `buy` gets. */
export const bought = (reply: ReturnType<ShopPage["buy"]["body"]>): Promise<{ left: number }> => reply;
