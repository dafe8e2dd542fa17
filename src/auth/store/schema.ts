import type { Generated } from "kysely";

/** The tables of accounts. Times are milliseconds since 1970; flags are 0 or 1. */
export type AccountTables = {
  users: {
    id: Generated<number>;
    username: string;
    username_key: string;
    email: string;
    password_hash: string;
    is_active: number;
    is_staff: number;
    is_superuser: number;
    created_at: number;
    last_login_at: number | null;
  };
  groups: { id: Generated<number>; name: string };
  permissions: { id: Generated<number>; name: string; description: string };
  group_permissions: { group_id: number; permission_id: number };
  user_groups: { user_id: number; group_id: number };
  user_permissions: { user_id: number; permission_id: number };
};
