/** An order with its lines: the second kind of page, with lists in lists. */
export interface Order {
  readonly id: number;
  readonly customer: string;
  readonly status: "open" | "paid" | "sent";
  readonly note: string;
  readonly lines: readonly OrderLine[];
}

export interface OrderLine {
  readonly sku: string;
  readonly article: string;
  readonly quantity: number;
  /** In cents. */
  readonly price: number;
}

const statuses = ["open", "paid", "sent"] as const;

/** With one to four lines, and a note on every fifth. */
export function makeOrder(id: number): Order {
  return {
    id,
    customer: id % 7 === 0 ? `O'Hara & Sons ${id}` : `Customer ${id}`,
    status: statuses[id % 3] ?? "open",
    note: id % 5 === 0 ? `Leave at <door ${id}>` : "",
    lines: Array.from({ length: 1 + (id % 4) }, (_, line) => makeLine(id, line)),
  };
}

function makeLine(id: number, line: number): OrderLine {
  return {
    sku: `${id}-${line}`,
    article: `Article ${(id * 31 + line * 17) % 500}`,
    quantity: 1 + ((id + line) % 3),
    price: 100 + ((id * 37 + line * 101) % 9_900),
  };
}

export function makeOrders(count: number): Order[] {
  return Array.from({ length: count }, (_, id) => makeOrder(id));
}

/** In cents. */
export function totalOf({ lines }: Order): number {
  return lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
}

export function euros(cents: number): string {
  return `${(cents / 100).toFixed(2)} €`;
}
