import { postFields } from "../shared/wire.ts";
import { escapeAttribute } from "./escape.ts";
import type { PostData, PostHole, PostText } from "./hole.ts";

/** The page that forms and buttons post to. */
export interface PostTarget {
  /** Is sent along. */
  readonly token: string;
  /** What the names of events begin with. Default: nothing. */
  readonly path?: string | undefined;
}

/** The rendering of a page whose forms and buttons post to it. */
export class Posting {
  readonly token: string;
  readonly path: string;
  /** How many buttons need {@link senderHtml}. */
  buttons = 0;

  constructor({ token, path = "" }: PostTarget) {
    this.token = token;
    this.path = path;
  }
}

/** The form that sends a page's buttons. */
export function senderHtml(token: string): string {
  return `<form id="${postFields.form}" method="post" hidden>${hiddenField(postFields.token, token)}</form>`;
}

/**
 * Ends a start tag, so that the element posts when it has an event and does not say itself where it is sent.
 * @param values what was rendered of the template's values, up to there
 */
export function postToHtml(hole: PostHole, values: readonly unknown[], posting: Posting): string {
  const name = eventOf(hole, values);
  const event = hole.isCall ? name : posting.path + name;
  const type = hole.type === undefined ? undefined : textOf(hole.type, values);
  if (name === "" || isWord(type, "reset") || isAside(hole, values)) return `${typeHtml(type)}>`;
  const data = dataOf(hole.data, values);
  if (hole.element === "form")
    return formHtml(hole.isCall ? postFields.call : postFields.event, event, data, posting);
  posting.buttons++;
  return (isWord(type, "button") ? "" : typeHtml(type)) + buttonHtml(hole, event, data);
}

/** Whether it says itself where it is sent, or that it is not. */
function isAside({ own, disabled }: PostHole, values: readonly unknown[]): boolean {
  return own.some((index) => values[index] !== null) || isWord(textOf(disabled, values), "true");
}

function formHtml(field: string, event: string, { key, value }: Data, { token }: Posting): string {
  const posted = key ? `${event}?${key}=${value}` : event;
  return ` method="post">${hiddenField(postFields.token, token)}${hiddenField(field, posted)}`;
}

function hiddenField(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escapeAttribute(value)}">`;
}

/** What differs from row to row comes first and alone: a list is smaller by some percent then, when it is compressed. */
function buttonHtml(hole: PostHole, event: string, { key, value }: Data): string {
  if (hole.sent?.event !== event || hole.sent.key !== key)
    hole.sent = { event, key, html: sentAs(event, key) };
  return ` value=${quoted(key === "" ? event : value)}${hole.sent.html}`;
}

function sentAs(event: string, key: string): string {
  const name = key === "" ? postFields.event : `${postFields.event}:${event}?${key}`;
  return ` form=${postFields.form} name=${quoted(name)}>`;
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
function eventOf({ event }: PostHole, values: readonly unknown[]): string {
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
