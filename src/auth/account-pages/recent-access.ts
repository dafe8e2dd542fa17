import type { Access } from "../../live/access.ts";
import { loginRequired, recentAuth } from "../../live/guards.ts";

/** Lets people in to change how they log in: within 15 minutes after they have proven who they are. */
export const recentAccess: readonly Access[] = [loginRequired(), recentAuth(15)];
