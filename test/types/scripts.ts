import { closest, commands, event, html, LiveView, optimistic } from "liveloom";
import type { Hook } from "liveloom/client";
import { z } from "zod";

declare module "liveloom" {
  interface BrowserEvents {
    confetti: { pieces: number };
  }
}

class ShopPage extends LiveView {
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

export async function use(hook: Hook<ShopPage>, free: Hook): Promise<number> {
  hook.handleEvent("confetti", ({ pieces }) => pieces.toFixed());
  // @ts-expect-error a mistyped name
  hook.handleEvent("confeti", () => {});
  // @ts-expect-error no event of this view
  await hook.pushEvent("by", { id: "3" });
  // @ts-expect-error a parameter of the wrong type
  await hook.pushEvent("buy", { id: 3 });
  const nothing: null = await hook.pushEvent("clear");
  await free.pushEvent("anything", { at: "all" });
  return (await hook.pushEvent("buy", { id: "3" })).left + Number(nothing);
}
