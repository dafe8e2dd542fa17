import type { Bank } from "./approve-payout.ts";
import type { Payout } from "./payout-store.ts";

export class BankFailure extends Error {
  override name = "BankFailure";
}

/** Pretends to pay, and has closed one account. */
export const bank: Bank = {
  async transfer({ payee }: Payout) {
    if (payee === "Closed Looms Ltd") throw new BankFailure("There is no such account.");
  },
};
