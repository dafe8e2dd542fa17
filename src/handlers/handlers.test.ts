import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import type { CallContext } from "./call-context.ts";
import { handler } from "./handler.ts";
import { Handlers } from "./handlers.ts";

const named = (name: string) => handler(name, () => undefined);
const ctx = { name: "a" } as CallContext;
const nothing = async () => {};

describe("a handler's name", () => {
  test.each(["say_hello", "a", "orders.add-row", "A1", "constructor"])("may be %s", (name) => {
    expect(new Handlers([named(name)]).find(name).name).toBe(name);
  });

  test.each(["", "a b", "a".repeat(65), "ü", "a/b", "a:b"])("may not be %j", (name) => {
    expect(() => named(name)).toThrow("LV-HANDLER-NAME");
  });

  test("is not one of the names that objects have by themselves", () => {
    for (const name of ["constructor", "__proto__", "toString"])
      expect(() => new Handlers([named("a")]).find(name)).toThrow("LV-HANDLER-UNKNOWN");
  });

  test("that is mistyped is answered with the nearest one", () => {
    expect(() => new Handlers([named("say_hello"), named("notify")]).find("say_helo")).toThrow(
      'There is no handler "say_helo". Did you mean "say_hello"? Declared handlers: say_hello, notify.',
    );
  });

  test("belongs to one handler, and the error says where both are", () => {
    expect(() => new Handlers([named("a")]).add(named("a"))).toThrow(
      /LV-HANDLER-DUPLICATE.*handlers\.test\.ts:\d+ and in .*handlers\.test\.ts:\d+/,
    );
    const same = named("b");
    expect(new Handlers([same, same]).names).toEqual(["b"]);
  });
});

describe("middleware", () => {
  test("runs in order around the handler, also around those that are added later", async () => {
    const steps: string[] = [];
    const around = (name: string) => async (_ctx: CallContext, next: () => Promise<void>) => {
      steps.push(`${name} begins`);
      await next();
      steps.push(`${name} ends`);
    };
    const handlers = new Handlers().use(around("first")).use(around("second"), { only: /^a$/ });
    handlers.use(around("never"), { only: /^b/ });
    await handlers.run(ctx, async () => void steps.push("handler"));
    expect(steps).toEqual(["first begins", "second begins", "handler", "second ends", "first ends"]);
  });

  test("keeps the handler from running when it does not call next", async () => {
    const handlers = new Handlers().use(() => undefined);
    await handlers.run(ctx, () => Promise.reject(new Error("must not run")));
  });

  test("may catch what the handler throws", async () => {
    const caught: unknown[] = [];
    const handlers = new Handlers().use((_ctx, next) => next().catch((error) => caught.push(error)));
    await handlers.run(ctx, () => Promise.reject("broken"));
    expect(caught).toEqual(["broken"]);
  });

  test("calls next once", async () => {
    const handlers = new Handlers().use(async (_ctx, next) => {
      await next();
      await next();
    });
    await expect(handlers.run(ctx, nothing)).rejects.toThrow("LV-HANDLER-NEXT");
  });
});

describe("a folder of handlers", () => {
  const source = (name: string) =>
    `import { handler } from ${JSON.stringify(new URL("./handler.ts", import.meta.url).href)};
     export const one = handler(${JSON.stringify(name)}, () => undefined); export const other = 1;`;

  async function folderOf(files: Record<string, string>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "handlers "));
    onTestFinished(() => rm(folder, { recursive: true }));
    await mkdir(join(folder, "below"));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return folder;
  }

  test("is loaded with what is below it, but not private files, tests and declarations", async () => {
    const folder = await folderOf({
      "a.mjs": source("a"),
      "below/b.mjs": source("b"),
      "empty.mjs": "export const none = 1;",
      "_private.mjs": "throw new Error('private');",
      "a.test.mjs": "throw new Error('test');",
      "a.spec.mjs": "throw new Error('specification');",
      "a.d.ts": "nonsense",
      "notes.txt": "nonsense",
    });
    const handlers = new Handlers();
    const files = await handlers.load(pathToFileURL(`${folder}/`));
    expect(files.map(({ file, handlers: [first] }) => [file, first?.name])).toEqual([
      ["a.mjs", "a"],
      [join("below", "b.mjs"), "b"],
      ["empty.mjs", undefined],
    ]);
    expect(handlers.names).toEqual(["a", "b"]);
  });

  test("may export its handlers in a list, and one of them by itself as well", async () => {
    const folder = await folderOf({ "a.mjs": `${source("a")} export const all = [one, other];` });
    const handlers = new Handlers();
    const [file] = await handlers.load(folder);
    expect(file?.handlers.map(({ name }) => name)).toEqual(["a"]);
    expect(handlers.names).toEqual(["a"]);
  });

  test("fails with what a module throws, and for two handlers of one name with both files", async () => {
    await expect(
      new Handlers().load(await folderOf({ "a.mjs": "throw new Error('typo');" })),
    ).rejects.toThrow("typo");
    const twice = await folderOf({ "a.mjs": source("a"), "b.mjs": source("a") });
    await expect(new Handlers().load(twice)).rejects.toThrow(/LV-HANDLER-DUPLICATE.*a\.mjs.*b\.mjs/);
  });

  test("that cannot be read is an error", async () => {
    await expect(new Handlers().load("no-such-folder")).rejects.toThrow("LV-HANDLER-FOLDER");
  });
});
