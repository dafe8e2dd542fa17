import { Page as Table } from "./table.ts";

/** The same table; rows whose object is the same are not rendered again. */
export class Page extends Table {
  override readonly _options = { memo: true } as const;
}
