import { userInfo } from "node:os";
import type { AuditActor } from "../live/audit.ts";

/** Who the audit log says has used the command line: whoever is logged in on this machine. */
export function commandLineActor(): AuditActor {
  return { user: { id: 0, username: `command line: ${systemUser()}` } };
}

/** In a container there may be a number without a name. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? "unknown");
  }
}
