/** A schema as https://standardschema.dev describes it, as far as its types go. */
interface Schema {
  readonly "~standard": { readonly types?: { readonly input: unknown } | undefined };
}

type InputOf<Given extends Schema> = NonNullable<Given["~standard"]["types"]>["input"];

/** An event of a view, as far as its callers need to know it. */
interface EventLike {
  readonly params: Schema | undefined;
  readonly body: (...args: never) => unknown;
}

type IsAny<Type> = 0 extends 1 & Type ? true : false;

type EventFields<View> = {
  [Name in keyof View as View[Name] extends EventLike ? Name : never]: View[Name];
};

/** The names of a view's events; any name while the view is not known. */
export type EventName<View> = (IsAny<View> extends true ? string : keyof EventFields<View>) & string;

type Field<View, Name> = Name extends keyof View ? View[Name] : never;

/** What comes with an event: what its schema takes. */
export type ParamsOf<View, Name> =
  IsAny<View> extends true ? [params?: unknown] : ParamsIn<Field<View, Name>>;

type ParamsIn<Event> = Event extends { readonly params: infer Params }
  ? [Params] extends [undefined]
    ? []
    : Params extends Schema
      ? [params: InputOf<Params>]
      : never
  : never;

/** What an event's handler returns. */
export type ReplyOf<View, Name> =
  IsAny<View> extends true
    ? unknown
    : Field<View, Name> extends { readonly body: (...args: never) => infer Returned }
      ? OrNull<Awaited<Returned>>
      : never;

// biome-ignore lint/suspicious/noConfusingVoidType: a handler without a return
type OrNull<Reply> = Reply extends void | undefined ? null : Reply;
