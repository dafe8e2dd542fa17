import { z } from "zod";

/** Which row an event is about. Databases have numbers that are too big for them. */
export const oneRow = z.object({ id: z.coerce.number().int().min(1).max(999_999_999) });
