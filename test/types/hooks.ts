import { z } from "zod";
import { type BrowserEvents, Hook, hooks } from "../../src/client/hooks/index.ts";

declare module "../../src/shared/browser-events.ts" {
  interface BrowserEvents {
    confetti: { pieces: number };
  }
}

const id = z.object({ id: z.coerce.number<string>() });

/** A view's class, as its events look from outside. */
interface ShopPage {
  readonly title: string;
  readonly buy: Called<typeof id, Promise<{ left: number }>>;
  readonly clear: Called<undefined, void>;
}

interface Called<Schema, Reply> {
  readonly params: Schema | undefined;
  readonly body: (params: never) => Reply;
}

export type Pieces = BrowserEvents["confetti"]["pieces"];

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

class Chart extends Hook<ShopPage, HTMLCanvasElement> {
  points: number[] = [];

  override mounted() {
    this.points.push(this.el.width);
  }
}

hooks({
  Chart,
  Clock: {
    ticks: 0,
    mounted() {
      this.ticks++;
      this.el.textContent = String(this.ticks);
      this.draw();
      // @ts-expect-error nothing of this name
      this.drew();
    },
    draw() {
      return this.gone.aborted;
    },
  },
});
