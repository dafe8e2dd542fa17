import { requirePermissions } from "./require-permissions.ts";

/**
 * Declared permissions, for the compiler. Fill it by declaration merging and a mistyped permission no longer
 * compiles; while it is empty every string is accepted.
 *
 * @example
 * declare module "liveloom" {
 *   interface Permissions { "teams.manage_team_members": true }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: users merge their permissions into it
export interface Permissions {}

/** A permission's name, `app.codename`. */
export type Permission = [keyof Permissions] extends [never] ? string : Extract<keyof Permissions, string>;

/** The person a page is rendered for. Nobody logged in is a user too: see {@link anonymousUser}. */
export interface User {
  /** The account's id; 0 for the anonymous user, which no account ever has. */
  readonly id: number;
  /** Empty for the anonymous user. */
  readonly username: string;
  readonly isAuthenticated: boolean;
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
}

/** One permission or more. An empty list would say yes to everybody: it is refused. */
export type PermissionList = readonly [Permission, ...Permission[]];

/** Somebody who may do some things and others not: a principal, a view, the context of a request. */
export interface Asker {
  readonly user: User;
  /**
   * Whether the user holds the permission; a superuser holds all, an inactive or anonymous user none. With an object
   * its model's policy decides, and without a policy nobody but superusers may.
   */
  can(permission: Permission, ...object: [object?: unknown]): boolean;
  /** Whether the user holds all of the permissions. @throws LV-PERMISSION-EMPTY */
  canAll(permissions: PermissionList, ...object: [object?: unknown]): boolean;
  /** Whether the user holds at least one of the permissions. @throws LV-PERMISSION-EMPTY */
  canAny(permissions: PermissionList, ...object: [object?: unknown]): boolean;
}

/** A user together with what they may do, as of one moment. Never keep one: ask the {@link Identity} again. */
export interface Principal extends Asker {
  /** Whether the user holds any declared permission of an app: "shop" for "shop.add_order". A superuser does. */
  canInApp(app: string): boolean;
  /** How long ago the user proved who they are, in milliseconds; for nobody `Infinity`. */
  sinceProof(): number;
  /** Whether the session was opened with a second factor, beside the password. */
  readonly hasSecondFactor: boolean;
  /** Names the browser session that the user is logged in with; undefined when there is none. Opens nothing. */
  readonly sessionHash: string | undefined;
}

interface PrincipalOptions extends Pick<Asker, "user" | "can"> {
  /** All that can be held. Default: nothing, so that `canInApp` is false. */
  readonly declared?: Iterable<string>;
  /** Default: the user never proved anything. */
  readonly sinceProof?: () => number;
  /** Default: false. */
  readonly hasSecondFactor?: boolean;
  /** Default: none. */
  readonly sessionHash?: string | undefined;
}

/** A principal by the one question that all others lead to. */
export function createPrincipal(options: PrincipalOptions): Principal {
  const { user, can, declared = [], sinceProof = () => Infinity, sessionHash } = options;
  const { hasSecondFactor = false } = options;
  const holds = (name: string, app: string) => name.startsWith(`${app}.`) && can(name as Permission);
  return {
    user,
    can,
    canInApp: (app) => user.isSuperuser || [...declared].some((name) => holds(name, app)),
    canAll: (permissions, ...object) => requirePermissions(permissions).every((name) => can(name, ...object)),
    canAny: (permissions, ...object) => requirePermissions(permissions).some((name) => can(name, ...object)),
    sinceProof,
    hasSecondFactor,
    sessionHash,
  };
}

/**
 * Who is behind a request or an open page, kept fresh for as long as it is held.
 *
 * `current` costs no query while nothing about the user has changed; after a change (permissions, groups,
 * deactivation, logout) it reads again.
 */
export interface Identity {
  /** The principal as of now. After the session has ended it is the anonymous one. */
  current(): Principal | Promise<Principal>;
  /** Somebody did something on the page: their session is in use. */
  used?(): void;
  /** Calls `listener` once, as soon as the session behind this identity has ended. */
  onEnd(listener: () => void): void;
  /** Stops watching for changes. Call it when the page is gone. */
  release(): void;
}

export const anonymousUser: User = {
  id: 0,
  username: "",
  isAuthenticated: false,
  isStaff: false,
  isSuperuser: false,
};

export const anonymousPrincipal: Principal = createPrincipal({ user: anonymousUser, can: () => false });

/** The identity of somebody who is not logged in. */
export const anonymousIdentity: Identity = {
  current: () => anonymousPrincipal,
  onEnd: () => {},
  release: () => {},
};
