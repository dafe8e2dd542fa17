import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { formPart } from "../../template/form-part.ts";
import { Abortable } from "../deadline.ts";
import { restoreSnapshot, takeSnapshot } from "../snapshot.ts";
import { formLimits } from "./field-name.ts";
import { type Form, form } from "./form.ts";
import { sentForm } from "./sent-fields.ts";

const schema = z.object({
  email: z.email("Not an address"),
  password: z.string().min(3, "Too short").optional(),
  interests: z.array(z.string()).default([]),
  address: z.object({ street: z.string().min(1, "Where?") }),
  phones: z.array(z.object({ number: z.string().regex(/^\d+$/, "Digits") })).max(2, "Too many"),
});

const initial = { email: "", address: { street: "" }, phones: [{ number: "1" }] };
const good = { email: "ada@example.com", "address.street": "Here", "phones[0].number": "1" };

function profile() {
  const made = form(schema, { initial, secret: ["password"] });
  made.event.name = "profile";
  made.attach("profile", { inform: (work) => work() });
  return made;
}

type Sent = Record<string, string | string[]>;

/** What the browser sends while somebody fills the form in. */
function change(to: Form<never>, fields: Sent, left?: string, recover?: boolean): unknown {
  const read = sentForm["~standard"].validate({ fields, left, recover });
  if (read instanceof Promise || read.issues) expect.fail("The form would not have been sent");
  return to.event.body(read.value, new Abortable());
}

const submit = (to: Form<never>, fields: Sent, body: (values: never) => unknown = () => undefined) =>
  to.submit(new Map(Object.entries(fields).map(([name, value]) => [name, [value].flat()])), body);

// The helpers take a form of any schema.
const any = (made: unknown) => made as Form<never>;

describe("a field", () => {
  test("has what a template needs", () => {
    const made = profile();
    change(any(made), { ...good, email: "x" }, "email");
    const { name, id, value, values, errors, error, errorId, invalid, describedBy, isTouched } =
      made.field("email");
    expect({ name, id, value, values, errors, error, errorId, invalid, describedBy, isTouched }).toEqual({
      name: "email",
      id: "profile-email",
      value: "x",
      values: ["x"],
      errors: ["Not an address"],
      error: "Not an address",
      errorId: "profile-email-error",
      invalid: "true",
      describedBy: "profile-email-error",
      isTouched: true,
    });
  });

  test("says nothing about itself before it was changed and left", () => {
    const made = profile();
    change(any(made), { ...good, email: "x" });
    expect(made.field("email").errors).toEqual([]);
    expect(made.field("email").invalid).toBeUndefined();
    expect(made.isValid).toBe(false);
    change(any(made), { ...good, email: "x", "address.street": "" }, "address.street");
    expect(made.problems).toEqual([
      { path: "address.street", id: "profile-address-street", message: "Where?" },
    ]);
  });

  test("with several values knows which", () => {
    const made = profile();
    change(any(made), { ...good, "interests[]": ["music", "maths"] });
    const field = made.choices("interests");
    expect([field.name, field.is("music"), field.is("art")]).toEqual(["interests[]", true, false]);
    expect(made.output?.interests).toEqual(["music", "maths"]);
  });

  test("cannot have a name of the language", () => {
    expect(() => profile()[formPart]("field", "__proto__")).toThrow("LV-FORM-FIELD");
  });
});

describe("a submit", () => {
  test("calls the handler with what the schema makes of the values", async () => {
    const body = vi.fn(() => "done");
    const made = profile();
    expect(await submit(any(made), good, body)).toBe("done");
    expect(body).toHaveBeenCalledWith({
      email: "ada@example.com",
      interests: [],
      address: { street: "Here" },
      phones: [{ number: "1" }],
    });
    expect(made.hasFailed).toBe(false);
  });

  test("that the schema refuses shows every error and keeps what was typed", async () => {
    const body = vi.fn();
    const made = profile();
    await submit(any(made), { ...good, email: "x", "phones[0].number": "y" }, body);
    expect(body).not.toHaveBeenCalled();
    expect(made.hasFailed).toBe(true);
    expect(made.problems.map(({ path, message }) => [path, message])).toEqual([
      ["email", "Not an address"],
      ["phones[0].number", "Digits"],
    ]);
    expect(made.field("email").value).toBe("x");
  });

  test("can be refused by the app, for a field until it changes and for the form until anything does", async () => {
    const made = profile();
    await submit(any(made), good, () => {
      made.addError("email", "Is taken");
      made.addError("Come back later");
    });
    expect([made.field("email").errors, made.errors, made.hasFailed]).toEqual([
      ["Is taken"],
      ["Come back later"],
      true,
    ]);
    change(any(made), { ...good, "address.street": "There" });
    expect([made.field("email").errors, made.errors]).toEqual([["Is taken"], []]);
    change(any(made), { ...good, email: "bob@example.com" });
    expect(made.problems).toEqual([]);
  });

  test("whose handler fails shows the values all the same", async () => {
    const made = profile();
    await expect(submit(any(made), good, () => Promise.reject(new Error("down")))).rejects.toThrow("down");
    expect(made.field("email").value).toBe("ada@example.com");
  });
});

describe("a secret", () => {
  const sent = { ...good, password: "hush" };

  test("reaches the handler and is checked while it is typed, but is nowhere to be seen", async () => {
    const made = profile();
    change(any(made), { ...sent, password: "ab" }, "password");
    expect([made.field("password").error, made.field("password").value]).toEqual(["Too short", ""]);
    expect(made.values).not.toHaveProperty("password");
    await submit(any(made), sent, (values) => expect(values).toMatchObject({ password: "hush" }));
    expect(JSON.stringify([...made.state.fields])).not.toContain("hush");
  });

  test("is in no snapshot, not even in what the schema made of it", async () => {
    const made = profile();
    change(any(made), sent);
    expect(takeSnapshot({ made })?.data).not.toContain("hush");
    expect(made.output).toMatchObject({ password: "hush" });
    await submit(any(made), sent);
    expect(made.output).toBeUndefined();
    await made.check();
    expect(made.output).not.toHaveProperty("password");
  });
});

describe("rows", () => {
  const keys = (made: ReturnType<typeof profile>) => made.list("phones").rows.map(({ key }) => key);

  test("are added, moved and removed, and keep their keys and what was typed", () => {
    const made = profile();
    const phones = made.list("phones");
    phones.append({ number: "2" });
    phones.append();
    expect(keys(made)).toEqual([0, 1, 2]);
    expect([phones.move(1, 0), phones.move(0, 99), phones.move(7, 0)]).toEqual([true, true, false]);
    expect(keys(made)).toEqual([1, 2, 0]);
    expect([phones.remove(2), phones.remove(2)]).toEqual([true, false]);
    phones.append();
    expect(keys(made)).toEqual([1, 0, 3]);
    expect(
      phones.rows.map((row) => [row.index, row.field("number").name, row.field("number").value]),
    ).toEqual([
      [0, "phones[1].number", "2"],
      [1, "phones[0].number", "1"],
      [2, "phones[3].number", ""],
    ]);
  });

  test("keep their errors when others go", () => {
    const made = profile();
    made.list("phones").append();
    change(any(made), { ...good, "phones[1].number": "x" }, "phones[1].number");
    made.list("phones").remove(0);
    expect(made.list("phones").rows[0]?.field("number").errors).toEqual(["Digits"]);
  });

  test("that are too many are an error of the list, for as long as they are", async () => {
    const made = profile();
    const phones = made.list("phones");
    for (const _ of [1, 2, 3]) phones.append({ number: "1" });
    await submit(any(made), good);
    expect(phones.errors).toEqual(["Too many"]);
    phones.remove(0);
    expect(phones.errors).toEqual(["Too many"]);
    phones.remove(1);
    expect(phones.errors).toEqual([]);
    phones.append();
    expect(phones.errors).toEqual(["Too many"]);
    expect(made.problems).toHaveLength(1);
  });

  test("say nothing of their list before the form is submitted", () => {
    const phones = profile().list("phones");
    for (const _ of [1, 2, 3]) phones.append({ number: "1" });
    expect(phones.errors).toEqual([]);
  });

  test("say nothing new of secrets, which are forgotten", async () => {
    const made = form(
      schema.extend({ password: z.string("Missing") }).refine(({ password }) => password === "hush", {
        path: ["password"],
        message: "Wrong",
      }),
      { initial, secret: ["password"] },
    );
    await submit(any(made), { ...good, password: "hash" });
    for (const _ of [1, 2]) made.list("phones").append({ number: "1" });
    expect(made.problems.map(({ path, message }) => [path, message])).toEqual([
      ["password", "Wrong"],
      ["phones", "Too many"],
    ]);
  });

  test("that are wrong because of others are right when those have gone", async () => {
    const made = form(
      z.object({
        rows: z.array(z.object({ name: z.string() })).superRefine((rows, { addIssue }) => {
          for (const [at, { name }] of rows.entries())
            if (rows.findIndex((row) => row.name === name) < at)
              addIssue({ code: "custom", path: [at, "name"], message: "Twice" });
        }),
      }),
      { initial: { rows: [{ name: "a" }, { name: "b" }, { name: "b" }] } },
    );
    await submit(any(made), { "rows[0].name": "a" });
    const errors = () => made.list("rows").rows.map((row) => row.field("name").error);
    expect(errors()).toEqual(["", "", "Twice"]);
    made.list("rows").remove(0);
    expect(errors()).toEqual(["", "Twice"]);
    made.list("rows").remove(1);
    expect(errors()).toEqual([""]);
  });

  test("have a limit", () => {
    const phones = profile().list("phones");
    const added = Array.from({ length: formLimits.rows }, () => phones.append());
    expect([added.at(-2), added.at(-1), phones.length]).toEqual([true, false, formLimits.rows]);
  });

  test("of a view that was mounted anew are those that the browser shows", () => {
    const made = profile();
    change(any(made), { "phones[5].number": "5", ...good }, undefined, true);
    expect(keys(made)).toEqual([5, 0]);
    made.list("phones").append();
    expect(keys(made)).toEqual([5, 0, 6]);
  });
});

interface Named {
  name: string;
}

/** A schema that asks somebody. */
function asking(
  validate: (value: Named) => Promise<StandardSchemaV1.Result<Named>>,
): StandardSchemaV1<Named, Named> {
  return { "~standard": { version: 1, vendor: "test", validate: (value) => validate(value as Named) } };
}

describe("a check that takes its time", () => {
  function slow() {
    const answers: ((isFree: boolean) => void)[] = [];
    const made = form(
      asking(async ({ name }) => {
        const isFree = await new Promise<boolean>((answer) => answers.push(answer));
        return isFree ? { value: { name } } : { issues: [{ message: "Taken", path: ["name"] }] };
      }),
    );
    const inform = vi.fn((work: () => unknown) => work());
    made.attach("name", { inform });
    return { made, answers, inform };
  }

  test("keeps nobody waiting, and only the newest counts", async () => {
    const { made, answers } = slow();
    expect(change(any(made), { name: "a" }, "name")).toBeUndefined();
    expect(made.isChecking).toBe(true);
    change(any(made), { name: "ab" }, "name");
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.(true);
    await vi.waitFor(() => expect(made.isChecking).toBe(false));
    expect(made.isValid).toBe(true);
    answers[0]?.(false);
    await new Promise(setImmediate);
    expect(made.field("name").errors).toEqual([]);
  });

  test("is made for rows, too, of which only the newest counts", async () => {
    const answers: (() => void)[] = [];
    type Rows = { rows: { name: string }[] };
    const ask = async ({ rows }: Rows): Promise<StandardSchemaV1.Result<Rows>> => {
      await new Promise<void>((answer) => answers.push(answer));
      return rows.length > 1
        ? { issues: [{ message: `${rows.length} rows`, path: ["rows"] }] }
        : { value: { rows } };
    };
    const rowsSchema: StandardSchemaV1<Rows, Rows> = {
      "~standard": { version: 1, vendor: "test", validate: (value) => ask(value as Rows) },
    };
    const made = form(rowsSchema, { initial: { rows: [{ name: "a" }] } });
    made.attach("rows", { inform: (work) => work() });
    const submitted = submit(any(made), {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    answers[0]?.();
    await submitted;
    made.list("rows").append();
    made.list("rows").append();
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    answers[2]?.();
    await vi.waitFor(() => expect(made.list("rows").errors).toEqual(["3 rows"]));
    answers[1]?.();
    await new Promise(setImmediate);
    expect(made.list("rows").errors).toEqual(["3 rows"]);
  });

  test("comes to nothing when the form was emptied meanwhile", async () => {
    const { made, answers } = slow();
    change(any(made), { name: "a" }, "name");
    made.reset();
    answers[0]?.(false);
    await new Promise(setImmediate);
    expect(made.state).toMatchObject({ issues: [], resets: 1 });
  });

  test("that fails is an error of the view", async () => {
    const inform = vi.fn((work: () => unknown) => expect(work).toThrow("down"));
    const made = form(asking(() => Promise.reject(new Error("down"))));
    made.attach("name", { inform });
    change(any(made), { name: "a" });
    await vi.waitFor(() => expect(inform).toHaveBeenCalled());
    expect(made.isChecking).toBe(false);
  });
});

describe("a form", () => {
  test("starts over, and the browser is told so", () => {
    const made = profile();
    change(any(made), { ...good, email: "x" }, "email");
    made.reset();
    expect([made.field("email").value, made.problems, made.state.resets]).toEqual(["", [], 1]);
    made.reset({ email: "bob@example.com" });
    expect(made.values).toEqual({ email: "bob@example.com" });
  });

  test("can fit other fields to one that changed", () => {
    const made = form(z.object({ country: z.string(), city: z.string() }), {
      onChange: (changed, name) => name === "country" && changed.set("city", ""),
    });
    change(any(made), { country: "de", city: "Paris" }, "country");
    expect(made.values).toEqual({ country: "de", city: "" });
  });

  test("is in a view's snapshot", async () => {
    const made = profile();
    made.list("phones").append();
    await submit(any(made), { ...good, email: "x", "phones[1].number": "7" });
    const view = { made: profile() };
    restoreSnapshot(view, takeSnapshot({ made }) ?? expect.fail());
    expect(view.made.state).toEqual(made.state);
    expect(view.made.field("email").errors).toEqual(["Not an address"]);
  });
});
