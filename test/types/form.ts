import { event, form, html, LiveView } from "liveloom";
import { z } from "zod";

const schema = z.object({
  name: z.string().min(1),
  age: z.coerce.number(),
  born: z.iso.date().optional(),
  plan: z.enum(["free", "pro"]),
  terms: z.stringbool().default(false),
  interests: z.array(z.string()).default([]),
  address: z.object({ street: z.string(), city: z.string().optional() }),
  phones: z.array(z.object({ kind: z.enum(["home", "work"]), number: z.string() })).min(1),
});

class Profile extends LiveView {
  profile = form(schema, {
    initial: { name: "Ada", age: 36, terms: true, interests: ["music"], phones: [{ number: "1" }] },
    secret: ["name"],
    onChange(changed, name) {
      name satisfies string;
      changed.set("address.city", "");
      // @ts-expect-error not in the schema
      changed.set("address.town", "");
    },
  });

  save = event({ form: this.profile, rateLimit: { calls: 1, perSeconds: 1 } }, (values) => {
    values.age satisfies number;
    values.terms satisfies boolean;
    values.phones[0]?.number satisfies string | undefined;
    // @ts-expect-error not in the schema
    values.nickname;
    this.profile.addError("is wrong");
    this.profile.addError("phones", "are wrong");
    // @ts-expect-error not in the schema
    this.profile.addError("nickname", "is wrong");
  });

  render() {
    this.profile.field("address.street");
    this.profile.field("age");
    this.profile.field("born");
    this.profile.choices("interests").is("music");
    this.profile.list("phones").append({ kind: "home" });
    this.profile.values.address?.street satisfies string | undefined;
    this.profile.output?.plan satisfies "free" | "pro" | undefined;
    for (const row of this.profile.list("phones").rows) {
      row.field("number");
      // @ts-expect-error not in the row
      row.field("name");
    }
    // @ts-expect-error mistyped
    this.profile.field("adress.street");
    // @ts-expect-error a group has no value of its own
    this.profile.field("address");
    // @ts-expect-error several values: choices()
    this.profile.field("interests");
    // @ts-expect-error rows: list()
    this.profile.choices("phones");
    // @ts-expect-error one value: field()
    this.profile.list("name");
    // @ts-expect-error not in the row
    this.profile.list("phones").append({ nummer: "1" });
    return html`<form live-form=${this.profile} live-submit=${this.save}></form>`;
  }
}

// @ts-expect-error not in the schema
form(schema, { initial: { nickname: "x" } });
// @ts-expect-error not in the schema
form(schema, { secret: ["nickname"] });

const anyOf = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("card"), number: z.string() }),
  z.object({ kind: z.literal("bill"), address: z.object({ street: z.string() }) }),
]);
const either = form(anyOf);
either.field("kind");
either.field("number");
either.field("address.street");

new Profile();
