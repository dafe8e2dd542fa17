import type { Message } from "../shared/wire.ts";
import { namedComponents } from "../template/component.ts";
import { type NamingClass, namedComponents as named } from "./components/named-components.ts";
import type { User } from "./principal.ts";
import { templatePermissions } from "./template-permissions.ts";
import type { ViewContext } from "./view-context.ts";

/**
 * What a template file sees of a view: its public fields and getters, and `user`, `perms`, `request` and
 * `csrf_token`, and `messages` unless the view has its own. Never the view itself, whose methods a template could call.
 * @param base where the framework's own members begin.
 */
export function templateContext(
  view: object,
  base: object,
  { principal, request, owner, messages }: ViewContext,
): object {
  const context: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(view)) if (!name.startsWith("_")) context[name] = value;
  for (const name of gettersOf(view, base)) context[name] = Reflect.get(view, name);
  const components = named(view.constructor as NamingClass);
  if (components) Object.assign(context, { [namedComponents]: components });
  const user = templateUser(principal.user);
  Object.assign(context, {
    user,
    perms: templatePermissions(principal),
    request,
    csrf_token: owner.csrfToken(),
  });
  if (Object.hasOwn(context, "messages")) return context;
  // Reading them says that the template shows them.
  return Object.defineProperty(context, "messages", {
    get: () => (messages?.read() ?? []).map(templateMessage),
  });
}

const getters = new WeakMap<object, readonly string[]>();

/** The names of public getters that the view's own classes have. */
function gettersOf(view: object, base: object): readonly string[] {
  const prototype: object = Object.getPrototypeOf(view);
  const known = getters.get(prototype) ?? findGetters(prototype, base);
  getters.set(prototype, known);
  return known;
}

function findGetters(start: object, base: object): string[] {
  const names: string[] = [];
  for (let type: object | null = start; type && type !== base; type = Object.getPrototypeOf(type)) {
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(type)))
      if (get && !name.startsWith("_")) names.push(name);
  }
  return names;
}

/** A message by the names that Django's templates use, too. */
function templateMessage({ level, text }: Message): object {
  return { level, text, message: text, tags: level, level_tag: level };
}

/** The user by the names that Django's templates use, too. */
function templateUser(user: User): object {
  const { isAuthenticated, isStaff, isSuperuser } = user;
  const isAnonymous = !isAuthenticated;
  return {
    ...user,
    isAnonymous,
    is_authenticated: isAuthenticated,
    is_anonymous: isAnonymous,
    is_staff: isStaff,
    is_superuser: isSuperuser,
  };
}
