import { LiveloomError } from "../errors.ts";
import type { AuditActor, AuditTrail } from "../live/audit.ts";
import type { Permission } from "../live/principal.ts";
import { type Actor, actorOf } from "./audit/actor-of.ts";
import type { RightsNews } from "./rights-news.ts";
import { groupNameLimit } from "./roles.ts";
import type { GroupStore, StoredGroup } from "./store/group-store.ts";
import type { PermissionStore } from "./store/permission-store.ts";

interface GroupsOptions {
  readonly groups: GroupStore;
  readonly permissions: PermissionStore;
  readonly news: RightsNews;
  readonly audit: AuditTrail;
  /** The names of the groups that the code declares. */
  readonly roles: ReadonlySet<string>;
}

/** A group and what it permits. */
export interface GroupDetails extends StoredGroup {
  /** Whether the code declares it: then it keeps its name, and what the code gave it. */
  readonly isRole: boolean;
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
    const { groups, permissions: store, news } = this.#stores;
    const id = await groups.set(name, await store.idsOf(permissions));
    for (const member of await groups.memberIds(id)) await news.tell(member);
    await this.#note("auth.set_group", { id, name }, { permissions });
  }

  /** All groups, by name. */
  async list(): Promise<GroupDetails[]> {
    return (await this.#stores.groups.list()).map((group) => this.#detailsOf(group));
  }

  async get(id: number): Promise<GroupDetails | undefined> {
    const group = await this.#stores.groups.get(id);
    return group && this.#detailsOf(group);
  }

  /** @returns The new group's id. @throws LV-GROUP-NAME, LV-GROUP-TAKEN */
  async create(name: string): Promise<number> {
    const [groupName, { groups }] = [requireName(name), this.#stores];
    const id = await groups.create(groupName);
    if (id === undefined) throw new LiveloomError("LV-GROUP-TAKEN", { group: groupName });
    await this.#note("auth.create_group", { id, name: groupName });
    return id;
  }

  /** @throws LV-GROUP-UNKNOWN, LV-GROUP-NAME, LV-GROUP-TAKEN; LV-GROUP-ROLE for a role, which the code names. */
  async rename(id: number, name: string): Promise<void> {
    const group = await this.#mustBeFree(id);
    const groupName = requireName(name);
    try {
      await this.#stores.groups.rename(id, groupName);
    } catch (error) {
      const isTaken = error instanceof LiveloomError && error.code === "LV-DATABASE-UNIQUE";
      throw isTaken ? new LiveloomError("LV-GROUP-TAKEN", { group: groupName }) : error;
    }
    await this.#note("auth.rename_group", { id, name: groupName }, { from: group.name });
  }

  /** Deletes a group; its members have its permissions no more. @throws LV-GROUP-UNKNOWN, LV-GROUP-ROLE */
  async delete(id: number): Promise<void> {
    const [group, { groups, news }] = [await this.#mustBeFree(id), this.#stores];
    const members = await groups.memberIds(id);
    await groups.delete(id);
    for (const member of members) await news.tell(member);
    await this.#note("auth.delete_group", group);
  }

  /**
   * Gives a group permissions and takes some away. What the code gives a role stays.
   * @throws LV-GROUP-UNKNOWN, LV-PERMISSION-UNKNOWN
   */
  async change(
    id: number,
    { add = [], remove = [] }: { add?: readonly Permission[]; remove?: readonly Permission[] },
  ): Promise<void> {
    const { groups, permissions, news } = this.#stores;
    const group = await this.#mustExist(id);
    await groups.change(id, await permissions.idsOf(add), await permissions.idsOf(remove));
    for (const member of await groups.memberIds(id)) await news.tell(member);
    await this.#note("auth.set_group", group, { add, remove });
  }

  #detailsOf(group: StoredGroup): GroupDetails {
    return { ...group, isRole: this.#stores.roles.has(group.name) };
  }

  async #mustExist(id: number): Promise<GroupDetails> {
    const group = await this.get(id);
    if (!group) throw new LiveloomError("LV-GROUP-UNKNOWN", { group: String(id) });
    return group;
  }

  async #mustBeFree(id: number): Promise<GroupDetails> {
    const group = await this.#mustExist(id);
    if (group.isRole) throw new LiveloomError("LV-GROUP-ROLE", { group: group.name });
    return group;
  }

  async #note(
    action: string,
    { id, name: text }: Pick<GroupDetails, "id" | "name">,
    details: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const object = { type: "group", id, text };
    await this.#stores.audit.record({ action, outcome: "allowed", actor: this.#actor, object, details });
  }

  /** Tells the open pages of a group's members that its permissions changed. @throws LV-GROUP-UNKNOWN */
  async announce(name: string): Promise<void> {
    const { groups, news } = this.#stores;
    for (const member of await groups.memberIds(await groups.idOf(name))) await news.tell(member);
  }
}

function requireName(name: string): string {
  const trimmed = name.length > 2 * groupNameLimit ? name : name.trim();
  const isFine = trimmed !== "" && trimmed.length <= groupNameLimit && !/\p{C}/u.test(trimmed);
  if (!isFine) throw new LiveloomError("LV-GROUP-NAME", { limit: groupNameLimit, got: name.slice(0, 200) });
  return trimmed;
}
