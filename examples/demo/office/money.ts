const format = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });

/** "€12.50" */
export const euros = (cents: number) => format.format(cents / 100);
