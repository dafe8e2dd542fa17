import type { Command } from "./command.ts";
import { auditLog } from "./commands/audit-log.ts";
import { importDjango } from "./commands/import-django.ts";
import { migrate } from "./commands/migrate.ts";
import { sessionsClear } from "./commands/sessions-clear.ts";
import { userActivate, userDeactivate } from "./commands/user-activity.ts";
import { userCreate } from "./commands/user-create.ts";
import { userFactors } from "./commands/user-factors.ts";
import { userList } from "./commands/user-list.ts";
import { userPassword } from "./commands/user-password.ts";

/** All that `liveloom` can do, as its help lists it. */
export const commands: readonly Command[] = [
  migrate,
  userCreate,
  userPassword,
  userDeactivate,
  userActivate,
  userFactors,
  userList,
  sessionsClear,
  auditLog,
  importDjango,
];
