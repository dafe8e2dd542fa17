import { attributes, postFields } from "../shared/wire.ts";
import { decodeEntities } from "../template/entities.ts";
import { escapeAttribute } from "../template/escape.ts";

/** What is not HTML inside, and the start tags of what can post; in quotes stands what the engine wrote. */
const tags =
  /<(script|style|xmp|iframe|noembed|noframes|noscript|plaintext)\b.*?<\/\1>|<(form|button)(?:\s+[^\s"'=<>/]+(?:="[^"]*"|=[^\s"'=<>]+)?)*\s*>/gis;

/** An attribute in a start tag. */
const attribute = / ([^\s"'=<>/]+)(?:="([^"]*)")?/g;

/** By these an element says itself where it is sent, or what, or that it is not. */
const formAddress = / (?:action|method)="/i;
const buttonAddress = / (?:name|form|formaction|formmethod)="| type="reset"| aria-disabled="true"/i;

/**
 * Lets forms with `live-submit` and buttons with `live-click` post to the page they stand in, for browsers that run no
 * script. What says by itself where it is sent, or has a name of its own, stays as it is.
 * @param content A view, as the engine writes it.
 * @param token The page's token.
 * @param prefix What the names of its events begin with. Default: nothing.
 */
export function postable(content: string, token: string, prefix = ""): string {
  let hasButton = false;
  const html = content.replace(tags, (tag: string, _raw, name: string | undefined) => {
    if (name === undefined || !tag.includes(" live-")) return tag;
    if (name.toLowerCase() === "form") return formThatPosts(tag, token, prefix);
    const button = buttonThatPosts(tag, prefix);
    hasButton ||= button !== tag;
    return button;
  });
  return hasButton ? html + sender(token) : html;
}

function formThatPosts(tag: string, token: string, prefix: string): string {
  const event = eventOf(tag, attributes.submit);
  if (!event || formAddress.test(tag)) return tag;
  const field = `<input type="hidden" name="${postFields.event}" value="${prefix}${event}">`;
  return `${tag.slice(0, -1)} method="post">${tokenField(token)}${field}`;
}

function buttonThatPosts(tag: string, prefix: string): string {
  const event = eventOf(tag, attributes.click);
  if (!event || buttonAddress.test(tag)) return tag;
  const submitting = tag.includes(" type=") ? tag.replace(/ type="button"/i, "") : tag;
  return `${submitting.slice(0, -1)} form="${postFields.form}" name="${postFields.event}" value="${prefix}${event}">`;
}

function sender(token: string): string {
  return `<form id="${postFields.form}" method="post" hidden>${tokenField(token)}</form>`;
}

function tokenField(token: string): string {
  return `<input type="hidden" name="${postFields.token}" value="${token}">`;
}

/** The event's name with the element's data, ready for an attribute. */
function eventOf(tag: string, kind: string): string {
  const start = tag.indexOf(` ${kind}="`) + kind.length + 3;
  const [name = ""] = start > kind.length + 2 ? tag.slice(start, tag.indexOf('"', start)).split(" ", 1) : [];
  return name && tag.includes(" data-") ? escapeAttribute(name + dataOf(tag)) : name;
}

function dataOf(tag: string): string {
  let data = "";
  attribute.lastIndex = 0;
  for (let found = attribute.exec(tag); found; found = attribute.exec(tag)) {
    const [, name = "", value = ""] = found;
    if (name.startsWith("data-")) data += `${data ? "&" : "?"}${keyOf(name)}=${encoded(value)}`;
  }
  return data;
}

function encoded(value: string): string {
  return /^[\w-]*$/.test(value) ? value : encodeURIComponent(decodeEntities(value, (entity) => entity));
}

/** The name in the element's `dataset`. */
function keyOf(name: string): string {
  const key = name.slice(5);
  const camelCase = key.includes("-") ? key.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase()) : key;
  return encodeURIComponent(camelCase);
}
