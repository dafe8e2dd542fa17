import type { Order } from "./order.ts";

/** What a hand-written page would be sent. */
export interface OrdersMessage {
  readonly count: number;
  readonly sum: string;
  readonly append?: readonly Order[];
  readonly changed?: readonly ChangedOrder[];
  readonly swap?: readonly [upper: number, lower: number];
  readonly remove?: number;
  readonly clear?: true;
}

export interface ChangedOrder {
  readonly index: number;
  /** Of the first line. */
  readonly quantity: number;
  readonly total: string;
}
