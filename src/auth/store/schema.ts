import type { Generated } from "kysely";
import type { SessionRow } from "../../session/sql.ts";

/** The tables of accounts. Times are milliseconds since 1970; flags are 0 or 1. */
export type AccountTables = {
  users: {
    id: Generated<number>;
    username: string;
    /** For look-ups: two names that look the same to a reader have one key. */
    username_key: string;
    first_name: string;
    last_name: string;
    email: string;
    /** For look-ups; several users may share one. */
    email_key: string;
    email_verified_at: number | null;
    password_hash: string;
    is_active: number;
    is_staff: number;
    is_superuser: number;
    /** Counts what ends all sessions: a new password or factor, a deactivation, "log out everywhere". */
    auth_epoch: number;
    created_at: number;
    last_login_at: number | null;
  };
  groups: { id: Generated<number>; name: string };
  permissions: { id: Generated<number>; name: string; description: string };
  /** `is_declared`: the code gave it, as part of a role, and may take it away again. */
  group_permissions: { group_id: number; permission_id: number; is_declared: number };
  user_groups: { user_id: number; group_id: number };
  user_permissions: { user_id: number; permission_id: number };
  /** What a user is found by: see `keysOf`. */
  user_keys: { user_id: number; key: string };
  sessions: SessionRow;
  /** Tokens that were sent to somebody and work once. */
  account_tokens: {
    token_hash: string;
    purpose: string;
    user_id: number | null;
    data: string;
    created_at: number;
    expires_at: number;
  };
  /** Who somebody is at another site. Issuer and subject together are unique. */
  external_identities: {
    id: Generated<number>;
    issuer: string;
    subject: string;
    user_id: number;
    created_at: number;
    last_login_at: number | null;
  };
  /** Authenticator apps. `secret` is sealed; codes of `last_step` and before do not count any more. */
  totp_apps: { user_id: number; secret: string; last_step: number; created_at: number };
  /** Those that are left. */
  recovery_codes: { user_id: number; code_hash: string };
  /** See {@link StoredPasskey}. */
  passkeys: {
    id: string;
    user_id: number;
    user_handle: string;
    public_key: string;
    sign_count: number;
    transports: string;
    name: string;
    created_at: number;
    last_used_at: number | null;
  };
  /** What happened. Rows are added, and deleted when they are old, but never changed. */
  audit_log: {
    id: Generated<number>;
    at: number;
    /** No reference: the log outlives users. */
    actor_id: number | null;
    actor_name: string;
    action: string;
    object_type: string;
    object_id: string;
    object_text: string;
    outcome: "allowed" | "denied" | "failed";
    session_hash: string;
    address: string;
    details: string;
  };
};
