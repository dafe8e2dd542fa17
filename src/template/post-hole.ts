import { attributes, callAttributes, postFields } from "../shared/markup.ts";
import { decodeEntities } from "./entities.ts";
import type { PostData, PostHole, PostText, PostTyped } from "./hole.ts";
import type { AttributeNode, ElementNode } from "./template-node.ts";

/** What posts: by which attribute, and with which other ones it says itself where it is sent, or what. */
const posting = {
  form: { event: attributes.submit, own: /^(action|method)$/ },
  button: { event: attributes.click, own: /^(name|value|form|formaction|formmethod)$/ },
} as const;

/** By which attributes a form tells what is typed, and the field that posts their event. The first that is there counts. */
const typing = [
  [attributes.form, postFields.form],
  [attributes.change, postFields.change],
  [attributes.input, postFields.change],
] as const;

/** How an element ends its start tag in a page that works without a script; undefined when it does not post. */
export function postHole({ tag, attributes }: ElementNode): PostHole | undefined {
  const element = tag.toLowerCase();
  if (element !== "form" && element !== "button") return undefined;
  const rules = posting[element];
  const find = (wanted: string) => attributes.find((node) => nameOf(node) === wanted);
  const isCall = element === "form" && find(callAttributes.call) !== undefined && !find(callAttributes.on);
  const event = textOf(find(isCall ? callAttributes.call : rules.event));
  const own = attributes.filter((node) => rules.own.test(nameOf(node))).map(textOf);
  const ofButton = (name: string) => (element === "button" ? textOf(find(name)) : "");
  const [type, disabled] = [ofButton("type"), ofButton("aria-disabled")];
  if (event === "" || isWord(type, "reset") || isWord(disabled, "true") || !own.every(isHole))
    return undefined;
  const data = attributes.filter((node) => /^data-./.test(nameOf(node))).map(postData);
  const isHeld = typeof type !== "string" || isWord(type, "button");
  return {
    kind: "post",
    element,
    isCall,
    event,
    typed: element === "form" ? typedOf(attributes) : undefined,
    data,
    own,
    disabled,
    type: isHeld ? type : undefined,
    sent: undefined,
    after: "",
  };
}

function typedOf(nodes: readonly AttributeNode[]): PostTyped | undefined {
  for (const [attribute, field] of typing) {
    const node = nodes.find((each) => nameOf(each) === attribute);
    if (node) return { field, event: textOf(node) };
  }
  return undefined;
}

/** Whether a {@link PostHole} writes this attribute. */
export function isHeld(node: AttributeNode, { type }: PostHole): boolean {
  return type !== undefined && nameOf(node) === "type";
}

function postData(node: AttributeNode): PostData {
  const key = nameOf(node).slice("data-".length);
  const camelCase = key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return { key: encodeURIComponent(camelCase), value: textOf(node) };
}

function textOf({ value }: Partial<AttributeNode> = {}): PostText {
  const parts = (value ?? [""]).map((part) => (typeof part === "string" ? decoded(part) : part));
  const [first = "", hole, last, ...more] = parts;
  if (hole === undefined) return first;
  return first === "" && last === "" && more.length === 0 ? hole : parts;
}

/** Entities nobody knows stay as they are. */
function decoded(html: string): string {
  return decodeEntities(html, (entity) => entity);
}

/** Whether the attribute is what a hole says, and is left out when that is nothing. */
function isHole(text: PostText): text is number {
  return typeof text === "number";
}

function isWord(text: PostText, word: string): boolean {
  return typeof text === "string" && text.toLowerCase() === word;
}

function nameOf({ name }: AttributeNode): string {
  return name.toLowerCase();
}
