import type { Permission } from "../live/principal.ts";
import type { RightsNews } from "./rights-news.ts";
import type { GroupStore } from "./store/group-store.ts";
import type { PermissionStore } from "./store/permission-store.ts";

interface GroupsOptions {
  readonly groups: GroupStore;
  readonly permissions: PermissionStore;
  readonly news: RightsNews;
}

/** Groups of users with the same permissions. */
export class Groups {
  readonly #stores: GroupsOptions;

  constructor(options: GroupsOptions) {
    this.#stores = options;
  }

  /**
   * Gives a group exactly these permissions, and creates it when it does not exist. Its members' open pages
   * know at once.
   * @throws LV-PERMISSION-UNKNOWN
   */
  async ensure(name: string, permissions: readonly Permission[]): Promise<void> {
    const { groups, permissions: store, news } = this.#stores;
    const id = await groups.set(name, await store.idsOf(permissions));
    for (const member of await groups.memberIds(id)) await news.tell(member);
  }

  /** Tells the open pages of a group's members that its permissions changed. @throws LV-GROUP-UNKNOWN */
  async announce(name: string): Promise<void> {
    const { groups, news } = this.#stores;
    for (const member of await groups.memberIds(await groups.idOf(name))) await news.tell(member);
  }
}
