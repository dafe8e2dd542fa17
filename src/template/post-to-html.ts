import { postFields, postHelpers } from "../shared/markup.ts";
import { escapeAttribute } from "./escape.ts";
import type { PostData, PostHole, PostText } from "./hole.ts";
import { hiddenField, type Posting } from "./posting.ts";

/**
 * Ends a start tag, so that the element posts when it has an event and does not say itself where it is sent.
 * @param values what was rendered of the template's values, up to there
 */
export function postToHtml(hole: PostHole, values: readonly unknown[], posting: Posting): string {
  const name = eventOf(hole.event, values);
  const type = hole.type === undefined ? undefined : textOf(hole.type, values);
  if (name === "" || isWord(type, "reset") || isAside(hole, values)) return `${typeHtml(type)}>`;
  if (hole.isCall) return callHtml(name, dataOf(hole.data, values), posting);
  if (hole.element === "form") return formHtml(hole, values, posting);
  posting.addButton();
  return (isWord(type, "button") ? "" : typeHtml(type)) + buttonHtml(hole, values, posting);
}

/** Whether it says itself where it is sent, or that it is not. */
function isAside({ own, disabled }: PostHole, values: readonly unknown[]): boolean {
  return own.some((index) => values[index] !== null) || isWord(textOf(disabled, values), "true");
}

/** A form for a handler. Buttons in it that have events of the view are sent beside it. */
function callHtml(name: string, { key, value }: Data, { tokenField }: Posting): string {
  const posted = key ? `${name}?${key}=${value}` : name;
  return ` method="post">${tokenField}${hiddenField(postFields.call, posted)}`;
}

function formHtml({ event, typed, data }: PostHole, values: readonly unknown[], posting: Posting): string {
  posting.beginForm();
  const { key, value } = dataOf(data, values);
  const query = key && `?${key}=${value}`;
  const fieldFor = (field: string, name: string) => name && hiddenField(field, posting.path + name + query);
  const typedField = typed ? fieldFor(typed.field, eventOf(typed.event, values)) : "";
  return ` method="post">${posting.tokenField}${fieldFor(postFields.event, eventOf(event, values))}${typedField}`;
}

/** What differs from row to row comes first and alone: a list is smaller by some percent then, when it is compressed. */
function buttonHtml(hole: PostHole, values: readonly unknown[], posting: Posting): string {
  const event = posting.path + eventOf(hole.event, values);
  const { key, value } = dataOf(hole.data, values);
  const { isInForm } = posting;
  const { sent } = hole;
  const isSame = sent?.event === event && sent.key === key && sent.isInForm === isInForm;
  const name = isSame
    ? sent
    : { isInForm, event, key, html: isInForm ? sentInForm(event, key) : sentAs(event, key) };
  hole.sent = name;
  return ` value=${quoted(key === "" ? event : value)}${name.html}`;
}

function sentAs(event: string, key: string): string {
  return ` form=${postHelpers.form} name=${fieldName(postFields.event, event, key)}>`;
}

/** The form's fields go along, whatever is wrong with them. */
function sentInForm(event: string, key: string): string {
  return ` formnovalidate name=${fieldName(postFields.click, event, key)}>`;
}

function fieldName(field: string, event: string, key: string): string {
  return quoted(key === "" ? field : `${field}:${event}?${key}`);
}

/** Without quotes where it can be (HTML, section 13.1.2.3). */
function quoted(text: string): string {
  return /^[\w%.:?-]+$/.test(text) ? text : `"${escapeAttribute(text)}"`;
}

function isWord(text: string | undefined, word: string): boolean {
  return text !== undefined && text.toLowerCase() === word;
}

function typeHtml(type: string | undefined): string {
  return type === undefined ? "" : ` type="${escapeAttribute(type)}"`;
}

/** The event's name; what follows it after a space is for the script, as are commands, which begin with a bracket. */
function eventOf(event: PostText, values: readonly unknown[]): string {
  const text = textOf(event, values) ?? "";
  if (text.startsWith("[")) return "";
  const end = text.indexOf(" ");
  return end < 0 ? text : text.slice(0, end);
}

/** An element's data as a query: the first key, or nothing, and all that follows. */
interface Data {
  readonly key: string;
  readonly value: string;
}

function dataOf(data: readonly PostData[], values: readonly unknown[]): Data {
  let first = "";
  let query = "";
  for (const { key, value } of data) {
    const text = textOf(value, values);
    if (text === undefined) continue;
    query += first === "" ? encoded(text) : `&${key}=${encoded(text)}`;
    first ||= key;
  }
  return { key: first, value: query };
}

/** As the browser would: what is not a character has a stand-in. */
function encoded(text: string): string {
  return /^[\w-]*$/.test(text) ? text : encodeURIComponent(text.replace(/[\0\p{Cs}]/gu, "\ufffd"));
}

/** An attribute's text; undefined when it is left out. */
function textOf(text: PostText, values: readonly unknown[]): string | undefined {
  if (typeof text === "string") return text;
  if (typeof text !== "number")
    return text.map((part) => (typeof part === "number" ? values[part] : part)).join("");
  const value = values[text];
  return value === null ? undefined : String(value);
}
