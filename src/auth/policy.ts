import { NotFound, PermissionDenied } from "../errors.ts";
import type { Asker, Permission, User } from "../live/principal.ts";

/** The user as a policy's rules see them. */
export type PolicyUser = User & Pick<Asker, "can" | "canAll" | "canAny">;

/** Whether the user may do it to this object. Anything but `true`, also an exception, is a no. */
export type PolicyRule<Item> = (user: PolicyUser, item: Item) => boolean;

export interface PolicyRules<Item, Query> {
  /** By action: the rule "change" of "shop.order" answers `can("shop.change_order", order)`. */
  readonly rules: Readonly<Record<string, PolicyRule<Item>>>;
  /** Narrows a query to what the user may see. */
  readonly scope?: (user: PolicyUser, query: Query) => Query;
}

/** A policy as accounts need it, whatever its objects are. */
export interface AnyPolicy {
  readonly permissions: readonly string[];
  decides(asker: Asker, permission: string, item: unknown): boolean;
}

/** Rules about the objects of one model. Made by {@link definePolicy}. */
export class Policy<Item, Query = never> {
  /** "shop.order". */
  readonly model: string;
  readonly #rules: ReadonlyMap<string, PolicyRule<Item>>;
  readonly #scope: PolicyRules<Item, Query>["scope"];

  constructor(model: string, { rules, scope }: PolicyRules<Item, Query>) {
    this.model = model;
    this.#rules = new Map(Object.entries(rules));
    this.#scope = scope;
  }

  /** The permissions that the rules answer for. */
  get permissions(): string[] {
    return [...this.#rules.keys()].map((action) => permissionOf(this.model, action));
  }

  /** What the rule for a permission says about an object; `can(permission, object)` leads here. */
  decides(asker: Asker, permission: string, item: unknown): boolean {
    const [, rule] = [...this.#rules].find(([name]) => permissionOf(this.model, name) === permission) ?? [];
    try {
      // Which objects a permission is asked for is up to the app; what does not fit its rule makes the rule say no.
      return rule?.(policyUser(asker), item as Item) === true;
    } catch {
      return false;
    }
  }

  /** Whether the asker may do it to the object: `can("shop.change_order", order)` by the name of the action. */
  allows(asker: Asker, action: string, item: Item): boolean {
    return asker.can(permissionOf(this.model, action) as Permission, item);
  }

  /**
   * The object, for those who may do it. For all others it does not exist, whether it does or not: somebody who may
   * not see an order does not learn that there is one.
   * @param openly Says "forbidden" about what exists, where that is no secret.
   * @throws NotFound, PermissionDenied
   */
  require(asker: Asker, action: string, item: Item | null | undefined, { openly = false } = {}): Item {
    if (item === null || item === undefined) throw new NotFound();
    if (this.allows(asker, action, item)) return item;
    throw openly ? new PermissionDenied() : new NotFound();
  }

  /** The query, narrowed to what the asker may see. @throws PermissionDenied when the policy has no scope. */
  scope(asker: Asker, query: Query): Query {
    if (!this.#scope) throw new PermissionDenied();
    return this.#scope(policyUser(asker), query);
  }
}

/**
 * Rules about the objects of one model, for "own data". They count once they are among the `policies` of `accounts()`.
 * @param model The app and the model as in its permissions: "shop.order" for `shop.change_order`.
 * @example
 * const orderPolicy = definePolicy<Order>("shop.order", {
 *   rules: {
 *     view: (user, order) => order.ownerId === user.id || user.can("shop.view_all_orders"),
 *     change: (user, order) => order.ownerId === user.id,
 *   },
 * });
 * const order = orderPolicy.require(this, "view", await findOrder(id));
 */
export function definePolicy<Item, Query = never>(
  model: string,
  rules: PolicyRules<Item, Query>,
): Policy<Item, Query> {
  return new Policy(model, rules);
}

/** "shop.change_order" for "change" of "shop.order". */
function permissionOf(model: string, action: string): string {
  const [app = "", name = ""] = model.split(".");
  return `${app}.${action}_${name}`;
}

function policyUser(asker: Asker): PolicyUser {
  return {
    ...asker.user,
    can: (...question) => asker.can(...question),
    canAll: (...question) => asker.canAll(...question),
    canAny: (...question) => asker.canAny(...question),
  };
}
