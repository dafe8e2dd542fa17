import type { StandardSchemaV1 } from "@standard-schema/spec";

/** The number in the path of a page about one thing: small enough for every database. */
export const idParams: StandardSchemaV1<Readonly<Record<"id", string | number>>, { readonly id: number }> = {
  "~standard": {
    version: 1,
    vendor: "liveloom",
    validate: (sent) => {
      const id = String(new Map<string, unknown>(Object.entries(Object(sent))).get("id"));
      return /^[1-9]\d{0,8}$/.test(id) ? { value: { id: Number(id) } } : { issues: [{ message: "no id" }] };
    },
  },
};
