/** The accounts everybody can try. The password is for this demo only. */
export const demoPassword = "weaving-is-fun";

export const demoLogins = [
  { username: "sofia", about: "superuser: may do everything, and gives permissions on /people/" },
  { username: "amir", about: "team admin of Atlas: may remove members" },
  { username: "mina", about: "plain member of Atlas" },
] as const;

/** Those of the office, one for each role. */
export const officeLogins = [
  { username: "carla", role: "Customer", about: "customer: sees her own orders, and cancels them" },
  { username: "sam", role: "Support", about: "support: sees all orders, and cancels them" },
  { username: "wanda", role: "Warehouse", about: "warehouse: sees all orders, and ships them" },
  { username: "abel", role: "Accountant", about: "accountant: sees payouts, and reads the log" },
  { username: "pia", role: "Payer", isStaff: true, about: "payer: approves payouts, but not her own" },
] as const;
