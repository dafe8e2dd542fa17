import type { StandardSchemaV1 } from "@standard-schema/spec";
import { rowId } from "../row-id.ts";

/** The number in the path of a page about one thing. */
export const idParams: StandardSchemaV1<Readonly<Record<"id", string | number>>, { readonly id: number }> = {
  "~standard": {
    version: 1,
    vendor: "liveloom",
    validate: (sent) => {
      const id = rowId(String(new Map<string, unknown>(Object.entries(Object(sent))).get("id")));
      return id === undefined ? { issues: [{ message: "no id" }] } : { value: { id } };
    },
  },
};
