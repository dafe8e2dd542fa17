import { definePolicy } from "liveloom/auth";
import type { Payout } from "./payout-store.ts";

/** Four eyes: nobody approves what they have asked for themselves. */
export const payoutPolicy = definePolicy<Payout>("billing.payout", {
  rules: {
    view: (user) => user.can("billing.view_payout"),
    approve: (user, payout) => payout.requesterId !== user.id && user.can("billing.approve_payout"),
  },
});
