import { z } from "zod";

/** A row's id in a path: decimal digits and nothing else, so that every page has one address; as many as any database takes. */
export const pathId = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
