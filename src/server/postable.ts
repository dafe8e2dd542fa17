import { attributes, postFields } from "../shared/wire.ts";
import { decodeEntities } from "../template/entities.ts";
import { escapeAttribute } from "../template/escape.ts";

/** What is not HTML inside, and the start tags of what can post; in quotes stands what the engine wrote. */
const tags =
  /<(script|style|xmp|iframe|noembed|noframes|noscript|plaintext)\b.*?<\/\1>|<(form|button)((?:\s+[^\s"'=<>/]+(?:="[^"]*"|=[^\s"'=<>]+)?)*)\s*>/gis;

const attribute = /\s([^\s"'=<>/]+)(?:="([^"]*)")?/g;

type Attributes = ReadonlyMap<string, string>;

/**
 * Lets forms with `live-submit` and buttons with `live-click` post to the page they stand in, for browsers that run no
 * script. What says by itself where it is sent, or has a name of its own, stays as it is.
 * @param content A view in its root element, as the engine writes it.
 * @param token The view's token.
 */
export function postable(content: string, token: string): string {
  let hasButton = false;
  const html = content.replace(tags, (tag: string, _raw, name: string | undefined, written: string) => {
    if (!name || !written.includes(" live-")) return tag;
    const given = attributesOf(written);
    if (name.toLowerCase() === "form") return formThatPosts(tag, given, token);
    const button = buttonThatPosts(tag, given);
    hasButton ||= button !== tag;
    return button;
  });
  return hasButton
    ? `${html}<form id="${postFields.form}" method="post" hidden>${tokenField(token)}</form>`
    : html;
}

function attributesOf(written: string): Attributes {
  const found = [...written.matchAll(attribute)];
  return new Map(found.map(([, name = "", value = ""]) => [name.toLowerCase(), value]));
}

function formThatPosts(tag: string, given: Attributes, token: string): string {
  const event = eventOf(given, attributes.submit);
  if (!event || given.has("action") || given.has("method")) return tag;
  const field = `<input type="hidden" name="${postFields.event}" value="${event}">`;
  return `${tag.slice(0, -1)} method="post">${tokenField(token)}${field}`;
}

function buttonThatPosts(tag: string, given: Attributes): string {
  const event = eventOf(given, attributes.click);
  const isTaken = ["name", "form", "formaction", "formmethod"].some((name) => given.has(name));
  if (!event || isTaken || given.get("type")?.toLowerCase() === "reset") return tag;
  const submitting = tag.replace(/ type="button"/i, "").slice(0, -1);
  return `${submitting} form="${postFields.form}" name="${postFields.event}" value="${event}">`;
}

function tokenField(token: string): string {
  return `<input type="hidden" name="${postFields.token}" value="${token}">`;
}

/** The event's name with the element's data, ready for an attribute. */
function eventOf(given: Attributes, kind: string): string | undefined {
  const [name] = given.get(kind)?.split(" ") ?? [];
  if (!name) return undefined;
  const data = new URLSearchParams();
  for (const [key, value] of given)
    if (key.startsWith("data-")) data.set(camelCase(key.slice(5)), decoded(value));
  return escapeAttribute(data.size > 0 ? `${name}?${data}` : name);
}

/** As in an element's `dataset`. */
function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function decoded(html: string): string {
  return html.includes("&") ? decodeEntities(html, (entity) => entity) : html;
}
