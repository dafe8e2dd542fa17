import { topic } from "liveloom";

/** The order with this id has changed. */
export const orderTopic = topic<{ readonly id: number }>("order");

/** The payout with this id has changed. */
export const payoutTopic = topic<{ readonly id: number }>("payout");

/** What the user with this id may do has changed. */
export const rightsTopic = topic<"changed">("office-rights");
