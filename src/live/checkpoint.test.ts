import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { stream } from "../template/stream.ts";
import { Checkpoint, checkpointLimit } from "./checkpoint.ts";
import { event } from "./event.ts";

/** Changes the state, then puts it back. */
function afterUndoing<State extends object>(state: State, change: (state: State) => void): State {
  const checkpoint = new Checkpoint(state);
  change(state);
  checkpoint.restore();
  return state;
}

describe("putting back", () => {
  test("a field's value, one that was removed, and none that was added", () => {
    const state: Record<string, unknown> = { count: 1, name: "Ada", gone: undefined };
    afterUndoing(state, (view) => {
      view.count = 2;
      Reflect.deleteProperty(view, "name");
      view.more = true;
    });
    expect(state).toStrictEqual({ count: 1, name: "Ada", gone: undefined });
  });

  test("what was changed in place, in the same objects", () => {
    const row = { id: 1, tags: ["a"] };
    const state = {
      rows: [row, { id: 2, tags: [] as string[] }],
      byId: new Map([[1, row]]),
      ids: new Set([1, 2]),
      day: new Date(0),
      options: { sort: { by: "id" } },
    };
    const { rows, byId, ids, day, options } = state;
    const before = structuredClone(state);
    afterUndoing(state, () => {
      row.tags.push("b");
      row.id = 9;
      rows.reverse();
      rows.length = 1;
      byId.clear();
      ids.add(3).delete(1);
      day.setFullYear(1999);
      options.sort.by = "name";
      state.rows = [];
    });
    expect(state).toStrictEqual(before);
    expect([state.rows, state.byId, state.ids, state.day, state.options]).toEqual([
      rows,
      byId,
      ids,
      day,
      options,
    ]);
    expect(state.rows).toBe(rows);
    expect(state.rows[0]).toBe(row);
    expect(state.byId.get(1)).toBe(row);
  });

  test("the order of an object's fields and of a Map's entries", () => {
    const state = {
      fields: { a: 1, b: 2 } as Record<string, number>,
      map: new Map([
        ["a", 1],
        ["b", 2],
      ]),
    };
    afterUndoing(state, ({ fields, map }) => {
      Reflect.deleteProperty(fields, "a");
      fields.c = 3;
      map.delete("a");
      map.set("a", 5);
    });
    expect(Object.entries(state.fields)).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect([...state.map]).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  test("what refers to itself", () => {
    const tree: { name: string; parent?: object } = { name: "root" };
    tree.parent = tree;
    const state = afterUndoing({ tree }, () => {
      tree.name = "changed";
      Reflect.deleteProperty(tree, "parent");
    });
    expect(state.tree).toBe(tree);
    expect(tree).toEqual({ name: "root", parent: tree });
  });

  test("a field named __proto__, which stays one", () => {
    const state = { data: JSON.parse('{"__proto__":{"admin":true},"a":1}') };
    const checkpoint = new Checkpoint(state);
    state.data.b = 1;
    checkpoint.restore();
    expect([state.data.admin, JSON.stringify(state.data)]).toEqual([
      undefined,
      '{"__proto__":{"admin":true},"a":1}',
    ]);
  });

  test("can be done twice", () => {
    const state = { items: [1] };
    const checkpoint = new Checkpoint(state);
    for (const item of [2, 3]) {
      state.items.push(item);
      checkpoint.restore();
    }
    expect(state).toEqual({ items: [1] });
  });

  test("leaves private fields, events and objects of classes alone", () => {
    class Account {
      balance = 1;
    }
    const save = event(() => {});
    const state = afterUndoing({ _cache: [1], save, account: new Account() }, (view) => {
      view._cache.push(2);
      view.account.balance = 2;
      view.save = event(() => {});
    });
    expect([state._cache, state.account.balance]).toEqual([[1, 2], 2]);
    expect(state.save).not.toBe(save);
  });

  test("a stream, with what was not rendered yet", () => {
    const items = stream({ key: (item: number) => item, limit: 3 });
    items.append(1, 2);
    const state = { items };
    const checkpoint = new Checkpoint(state);
    for (let times = 0; times < 2; times++) {
      items.append(3, 4);
      items.delete(2);
      items.update(3);
      checkpoint.restore();
      expect([items.keys, [...items.fresh]]).toEqual([
        [1, 2],
        [
          [1, 1],
          [2, 2],
        ],
      ]);
    }
    items.append(5);
    expect(items.keys).toEqual([1, 2, 5]);
  });

  test("gives up on what cannot be read, frozen or written, and puts the rest back", () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error("no");
        },
      },
    );
    const frozen = Object.freeze({ a: 1 });
    const state = { count: 1, hostile, frozen, items: [1] };
    expect(
      afterUndoing(state, (view) => {
        view.count = 2;
      }).count,
    ).toBe(1);
    const other = { frozen, items: [1] };
    expect(afterUndoing(other, ({ items }) => items.push(2))).toEqual({ frozen: { a: 1 }, items: [1] });
  });

  test("any data", () => {
    const change = (value: unknown): void => {
      if (Array.isArray(value)) value.push(...value.splice(0, 1), "new");
      else if (value instanceof Map) value.set("new", 1);
      else if (value instanceof Set) value.clear();
      else if (typeof value === "object" && value !== null) {
        for (const key of Object.keys(value)) {
          change(Reflect.get(value, key));
          Reflect.set(value, key, 0);
        }
      }
    };
    fc.assert(
      fc.property(fc.object({ withMap: true, withSet: true, withDate: true, maxKeys: 8 }), (fields) => {
        const state = { fields };
        const before = structuredClone(state);
        afterUndoing(state, () => change(fields));
        expect(state).toEqual(before);
      }),
    );
  });
});

describe("a view with more than the limit", () => {
  const large = () => ({ rows: Array.from({ length: 600 }, (_, id) => ({ id, a: 1, b: 2 })), count: 1 });

  test("gets its fields back, not what is inside them, and says so", () => {
    const state = large();
    const { rows } = state;
    const checkpoint = new Checkpoint(state);
    expect(checkpoint.isPartial).toBe(true);
    state.count++;
    state.rows = [];
    rows[0] = { id: -1, a: 0, b: 0 };
    checkpoint.restore();
    expect(state.count).toBe(1);
    expect(state.rows).toBe(rows);
    expect(rows[0]?.id).toBe(-1);
  });

  test("is looked at again after a while", () => {
    const state = large();
    expect(new Checkpoint(state).isPartial).toBe(true);
    state.rows.length = 10;
    const partial = Array.from({ length: 101 }, () => new Checkpoint(state).isPartial);
    expect(partial.lastIndexOf(true)).toBe(99);
  });

  test.each([
    ["list", Array(checkpointLimit + 1).fill(0)],
    ["sparse list", Array(4_000_000_000)],
    ["Set", new Set(Array(checkpointLimit + 1).keys())],
  ])("is one with a long %s", (_, value) => {
    expect(new Checkpoint({ value }).isPartial).toBe(true);
  });

  test("still gets its streams back", () => {
    const state = { ...large(), items: stream({ key: (item: number) => item }) };
    expect(afterUndoing(state, ({ items }) => items.append(1)).items.keys).toEqual([]);
  });
});

describe("data that two pages share", () => {
  const held: Checkpoint[] = [];
  afterEach(() => {
    for (const checkpoint of held.splice(0)) checkpoint.release();
  });

  function begin(view: object): Checkpoint {
    const checkpoint = new Checkpoint(view);
    checkpoint.hold();
    held.push(checkpoint);
    return checkpoint;
  }

  test("is not put back under the hands of the other page", () => {
    const shared = ["a"];
    const [slow, other] = [{ shared, own: [1] }, { shared }];
    const checkpoint = begin(slow);
    slow.own.push(2);
    new Checkpoint(other);
    other.shared.push("b");
    checkpoint.restore();
    expect(slow).toEqual({ shared: ["a", "b"], own: [1] });
  });

  test("is put back by one that nobody else touched meanwhile", () => {
    const shared = ["a"];
    const checkpoint = begin({ shared });
    checkpoint.release();
    new Checkpoint({ shared });
    shared.push("b");
    checkpoint.restore();
    expect(shared).toEqual(["a"]);
  });
});
