import { z } from "zod";

/** A row's id in a path: decimal digits and nothing else, so that every page has one address. */
export const pathId = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
