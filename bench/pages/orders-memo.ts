import { Page as Orders } from "./orders.ts";

/** The same orders; those whose object is the same are not rendered again. */
export class Page extends Orders {
  override readonly _options = { memo: true } as const;
}
