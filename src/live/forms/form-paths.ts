/** What one field holds. */
type Leaf = string | number | bigint | boolean | symbol | Date | Blob;

/** `unknown` is a leaf: the input of a schema that takes anything, `z.coerce.number()`. */
type IsLeaf<Value> = unknown extends Value ? true : [NonNullable<Value>] extends [Leaf] ? true : false;

type Kind<Value> =
  IsLeaf<Value> extends true
    ? "field"
    : NonNullable<Value> extends readonly (infer Item)[]
      ? IsLeaf<Item> extends true
        ? "choices"
        : "list"
      : "group";

/** Paths of one kind in the data of a form, `address.street`. */
type Paths<Value, Wanted> = Value extends object
  ? {
      [Name in keyof Value & string]-?: Kind<Value[Name]> extends Wanted
        ? Name
        : Kind<Value[Name]> extends "group"
          ? `${Name}.${Paths<NonNullable<Value[Name]>, Wanted>}`
          : never;
    }[keyof Value & string]
  : never;

/** Paths of fields with one value. */
export type FieldPath<Input> = unknown extends Input ? string : Paths<Input, "field">;
/** Paths of fields with several values: groups of check boxes, `<select multiple>`. */
export type ChoicePath<Input> = unknown extends Input ? string : Paths<Input, "choices">;
/** Paths of lists of objects: rows. */
export type ListPath<Input> = unknown extends Input ? string : Paths<Input, "list">;
/** Paths of everything that can be wrong. */
export type AnyPath<Input> = FieldPath<Input> | ChoicePath<Input> | ListPath<Input>;

/** What is at a path. */
type At<Input, Path> = Input extends object
  ? Path extends `${infer Name}.${infer Rest}`
    ? Name extends keyof Input
      ? At<NonNullable<Input[Name]>, Rest>
      : never
    : Path extends keyof Input
      ? NonNullable<Input[Path]>
      : never
  : never;

/** A row of the list at a path. */
export type RowAt<Input, Path> = unknown extends Input
  ? unknown
  : At<Input, Path> extends readonly (infer Row)[]
    ? Row
    : never;

/** What a form can start with: parts of the schema's input; numbers, booleans and dates where the form has text. */
export type Initial<Input> = unknown extends Input
  ? unknown
  : Input extends Leaf | null | undefined
    ? Input | InitialLeaf
    : Input extends readonly (infer Item)[]
      ? readonly Initial<Item>[]
      : { readonly [Name in keyof Input]?: Initial<Input[Name]> };

type InitialLeaf = string | number | bigint | boolean | Date | null | undefined;

/** What was typed, in the shape of the schema's input: every value is text, and may not be there. */
export type Typed<Input> = unknown extends Input
  ? string
  : NonNullable<Input> extends Leaf
    ? string
    : NonNullable<Input> extends readonly (infer Item)[]
      ? readonly Typed<Item>[]
      : { readonly [Name in keyof NonNullable<Input>]?: Typed<NonNullable<Input>[Name]> };
