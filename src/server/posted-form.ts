import type { FormFields } from "../http/body.ts";
import { csrfFieldName } from "../http/csrf.ts";
import { postFields } from "../shared/markup.ts";

/** An event, as the client would call it. */
export interface PostedEvent {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What a browser without script posted to a page. */
export interface PostedForm {
  /** The view's token. */
  readonly token: string;
  readonly event: PostedEvent;
  /** Whether the event is that of a button in a form, whose fields are not its own. */
  readonly isAside: boolean;
  /**
   * What the form's `live-form` or `live-change` would have told the view by now.
   * @param isAnew Whether the view was mounted anew, and does not know the rows that the page shows.
   */
  typed(isAnew: boolean): PostedEvent | undefined;
}

/** Undefined when the form posts no event. */
export function readPosted(form: FormFields): PostedForm | undefined {
  const names = [...form.names()];
  const named = (field: string) => names.find((name) => name === field || name.startsWith(`${field}:`));
  const aside = named(postFields.click);
  const own = named(postFields.event);
  const field = aside ?? own;
  if (field === undefined) return undefined;
  const fields = Object.fromEntries(
    names.filter((name) => !isOurs(name)).map((name) => [name, valuesOf(form, name)]),
  );
  const { name, data } = eventIn(form, field);
  return {
    token: form.get(postFields.token) ?? "",
    event: { name, params: aside ? data : { ...data, ...fields } },
    isAside: aside !== undefined,
    typed: (isAnew) => typedIn(form, fields, isAnew),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function typedIn(form: FormFields, fields: Fields, isAnew: boolean): PostedEvent | undefined {
  if (form.has(postFields.form)) {
    const { name } = eventIn(form, postFields.form);
    return { name, params: { fields, ...(isAnew ? { recover: true } : { left: true }) } };
  }
  if (!form.has(postFields.change)) return undefined;
  const { name, data } = eventIn(form, postFields.change);
  return { name, params: { ...data, ...fields } };
}

/** "remove?memberId=3", of which the field's name may say the beginning. */
function eventIn(form: FormFields, field: string): { readonly name: string; readonly data: Fields } {
  const [, beginning = ""] = /:(.*)$/s.exec(field) ?? [];
  const posted = `${beginning && `${beginning}=`}${form.get(field)}`;
  const [name = "", data = ""] = posted.split("?", 2);
  return { name, data: Object.fromEntries(new URLSearchParams(data)) };
}

function valuesOf(form: FormFields, name: string): unknown {
  const values = form.getAll(name);
  return values.length > 1 ? values : values[0];
}

const ours: ReadonlySet<string> = new Set([...Object.values(postFields), csrfFieldName]);

function isOurs(name: string): boolean {
  const [field = ""] = name.split(":", 1);
  return ours.has(name) || field === postFields.event || field === postFields.click;
}
