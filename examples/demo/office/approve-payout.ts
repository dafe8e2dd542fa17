import type { Payout, PayoutStore } from "./payout-store.ts";
import { Refusal } from "./refusal.ts";

/** Where the money goes out. */
export interface Bank {
  /** Throws when nothing was paid. */
  transfer(payout: Payout): Promise<void>;
}

interface Approval {
  readonly payouts: PayoutStore;
  readonly bank: Bank;
  /** Who approves. */
  readonly userId: number;
}

/**
 * Pays a payout, once, however many approve it at the same time.
 * @throws Refusal when it is theirs or not waiting; what the bank throws, and then the payout waits again
 */
export async function approvePayout(id: number, { payouts, bank, userId }: Approval): Promise<Payout> {
  const payout = await payouts.find(id);
  if (!payout) throw new Refusal("There is no such payout.");
  if (payout.requesterId === userId)
    throw new Refusal("You asked for this payout, so somebody else has to approve it.");
  if (!(await payouts.claim(id, userId))) throw new Refusal(await whyNot(payouts, id));
  try {
    await bank.transfer(payout);
  } catch (error) {
    await payouts.release(id);
    throw error;
  }
  await payouts.settle(id);
  return payout;
}

async function whyNot(payouts: PayoutStore, id: number): Promise<string> {
  const payout = await payouts.find(id);
  return `This payout was approved already, by ${payout?.approver ?? "somebody"}. It is paid once.`;
}
