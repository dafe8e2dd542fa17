import { closest, commands, event, html, LiveView, optimistic } from "liveloom";
import { z } from "zod";

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

/** What a script that waits for `buy` gets. */
export const bought = (reply: ReturnType<ShopPage["buy"]["body"]>): Promise<{ left: number }> => reply;
