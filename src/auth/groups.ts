import type { AuditActor, AuditTrail } from "../live/audit.ts";
import type { Permission } from "../live/principal.ts";
import { type Actor, actorOf } from "./audit/actor-of.ts";
import type { RightsNews } from "./rights-news.ts";
import type { GroupStore } from "./store/group-store.ts";
import type { PermissionStore } from "./store/permission-store.ts";

interface GroupsOptions {
  readonly groups: GroupStore;
  readonly permissions: PermissionStore;
  readonly news: RightsNews;
  readonly audit: AuditTrail;
}

/** Groups of users with the same permissions. */
export class Groups {
  readonly #stores: GroupsOptions;
  readonly #actor: AuditActor | undefined;

  constructor(options: GroupsOptions, actor?: AuditActor) {
    this.#stores = options;
    this.#actor = actor;
  }

  /** The same groups; what is changed through them is done by somebody, for the audit log. See {@link Users.as}. */
  as(actor: Actor): Groups {
    return new Groups(this.#stores, actorOf(actor));
  }

  /**
   * Gives a group exactly these permissions, and creates it when it does not exist. Its members' open pages
   * know at once.
   * @throws LV-PERMISSION-UNKNOWN
   */
  async ensure(name: string, permissions: readonly Permission[]): Promise<void> {
    const { groups, permissions: store, news, audit } = this.#stores;
    const id = await groups.set(name, await store.idsOf(permissions));
    for (const member of await groups.memberIds(id)) await news.tell(member);
    const object = { type: "group", id, text: name };
    const actor = this.#actor;
    await audit.record({
      action: "auth.set_group",
      outcome: "allowed",
      actor,
      object,
      details: { permissions },
    });
  }

  /** Tells the open pages of a group's members that its permissions changed. @throws LV-GROUP-UNKNOWN */
  async announce(name: string): Promise<void> {
    const { groups, news } = this.#stores;
    for (const member of await groups.memberIds(await groups.idOf(name))) await news.tell(member);
  }
}
