import type { Asker, Permission } from "../../live/principal.ts";
import type { UserDetails } from "../users.ts";

/*
 * Who may change what about whom on the admin pages, besides holding the permission to change users or groups at all.
 * Nobody gets more than they have by giving it to themselves or to others, by changing a group, or by reading mail
 * that is for somebody else.
 */

/** Somebody who looks after users: a view. */
export type Admin = Pick<Asker, "user" | "can">;

export type Subject = Pick<UserDetails, "id" | "isSuperuser">;

/** Only superusers change anything about superusers. */
export function mayChange({ user }: Admin, subject: Subject): boolean {
  return user.isSuperuser || !subject.isSuperuser;
}

/** Nobody deactivates or deletes themself. */
export function mayRemove(admin: Admin, subject: Subject): boolean {
  return mayChange(admin, subject) && admin.user.id !== subject.id;
}

/**
 * Whoever is let in again has back all that they hold, as if it were given.
 * @param held what the subject holds
 */
export function mayActivate(admin: Admin, subject: Subject, held: Iterable<string>): boolean {
  return mayRemove(admin, subject) && holdsAll(admin, held);
}

/**
 * Whoever reads somebody's mail can choose their password, and so has all that they have.
 * @param held what the subject holds
 */
export function mayChangeEmail(admin: Admin, subject: Subject, held: Iterable<string>): boolean {
  return mayChange(admin, subject) && holdsAll(admin, held);
}

/**
 * By second factors and by accounts at providers people prove who they are. Without a second factor the password is
 * enough: for whoever knows it, that is all the owner has. One's own are changed on the account pages, which ask for
 * one.
 */
export function mayRemoveProofs(admin: Admin, subject: Subject, held: Iterable<string>): boolean {
  return mayRemove(admin, subject) && holdsAll(admin, held);
}

/** Who is staff or a superuser is up to superusers; nobody takes it from themself. */
export function mayPromote({ user }: Admin, subject: Subject): boolean {
  return user.isSuperuser && user.id !== subject.id;
}

/**
 * Nobody gives or takes away what they do not hold, or changes what they hold themself.
 * @param given one permission, or all those of a group
 */
export function mayGive(admin: Admin, subject: Subject, given: Iterable<string>): boolean {
  const isOther = admin.user.isSuperuser || admin.user.id !== subject.id;
  return isOther && mayChange(admin, subject) && holdsAll(admin, given);
}

/** Nobody changes a group that permits more than they may do, or one that they are in. */
export function mayChangeGroup(
  admin: Admin,
  group: { permissions: Iterable<string>; isOwn: boolean },
): boolean {
  return admin.user.isSuperuser || (!group.isOwn && holdsAll(admin, group.permissions));
}

/** Whether somebody may do all of it. */
export function holdsAll(admin: Admin, permissions: Iterable<string>): boolean {
  // Permissions may have been declared by an app: their names are any text here.
  return admin.user.isSuperuser || [...permissions].every((name) => admin.can(name as Permission));
}
