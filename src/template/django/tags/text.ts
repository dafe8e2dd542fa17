import { RawHtml } from "../../raw.ts";
import { escapeHtml } from "../escape-html.ts";
import type { Node } from "../node.ts";
import { textOf } from "../python-text.ts";
import { isTrue } from "../python-value.ts";
import type { Scope } from "../scope.ts";
import type { Tag, TagReader } from "../tag.ts";
import { withoutSpaces } from "./without-spaces.ts";

const textNode = (html: string, { place }: Tag): Node => ({ kind: "text", html, place });

/** `{% comment "why" %} {% endcomment %}`: nothing inside is read. */
export const readComment: TagReader = (parser, tag) => {
  for (let token = parser.take(); token; token = parser.take()) {
    if (token.kind === "tag" && token.text === "endcomment") return undefined;
  }
  throw parser.unclosed(tag, "endcomment");
};

/** `{% verbatim name %} {% endverbatim name %}`: the tokenizer left everything inside as text. */
export const readVerbatim: TagReader = (parser, tag) => {
  const { nodes } = parser.contentOf(tag, "endverbatim");
  return { kind: "group", nodes, enter: () => () => undefined, place: tag.place };
};

const templateTags = new Map([
  ["openblock", "{%"],
  ["closeblock", "%}"],
  ["openvariable", "{{"],
  ["closevariable", "}}"],
  ["openbrace", "{"],
  ["closebrace", "}"],
  ["opencomment", "{#"],
  ["closecomment", "#}"],
]);

/** `{% templatetag openblock %}` */
export const readTemplateTag: TagReader = (parser, tag) => {
  const text = tag.words.length === 1 ? templateTags.get(tag.words[0] ?? "") : undefined;
  if (text !== undefined) return textNode(text, tag);
  throw parser.error(
    tag,
    "Cannot read {% templatetag %}",
    `It takes one of ${[...templateTags.keys()].join(", ")}.`,
  );
};

/** `{% autoescape off %} {% endautoescape %}` */
export const readAutoescape: TagReader = (parser, tag) => {
  const [setting, more] = tag.words;
  if (more || (setting !== "on" && setting !== "off"))
    throw parser.error(tag, "Cannot read {% autoescape %}", "Write on or off.");
  const { nodes } = parser.contentOf(tag, "endautoescape");
  const enter = (scope: Scope) => {
    const before = scope.autoescape;
    scope.autoescape = setting === "on";
    return (inside: Scope) => {
      inside.autoescape = before;
    };
  };
  return { kind: "group", nodes, enter, place: tag.place };
};

/** `{% filter lower|force_escape %} {% endfilter %}`: the content is text to the filters, and HTML afterwards. */
export const readFilter: TagReader = (parser, tag) => {
  const filters = tag.text.slice(tag.name.length).trim();
  if (/(^|\|)\s*(escape|safe)\s*(\||$)/.test(filters))
    throw parser.error(tag, "{% filter %} cannot use escape or safe", "Use {% autoescape %}.");
  const expression = parser.expression(`content|${filters}`, tag);
  const { nodes } = parser.contentOf(tag, "endfilter");
  const value = (html: string, scope: Scope) => {
    const frame = scope.enter();
    scope.set("content", new RawHtml(html));
    const result = expression.value(scope);
    scope.leave(frame);
    return new RawHtml(textOf(result));
  };
  return { kind: "capture", nodes, value, place: tag.place };
};

/** `{% spaceless %} {% endspaceless %}`: drops the space between tags. */
export const readSpaceless: TagReader = (parser, tag) => {
  const { nodes } = parser.contentOf(tag, "endspaceless");
  return { kind: "group", nodes: withoutSpaces(nodes), enter: () => () => undefined, place: tag.place };
};

/** `{% cache 500 name %} {% endcache %}`: shows its content; live pages are not rendered often enough to keep it. */
export const readCache: TagReader = (parser, tag) => {
  const { nodes } = parser.contentOf(tag, "endcache");
  return { kind: "group", nodes, enter: () => () => undefined, place: tag.place };
};

/** `{% debug %}` shows nothing: a page must not tell visitors what the server knows. */
export const readDebug: TagReader = () => undefined;

/** `{% csrf_token %}`: a hidden field with the token of the context. */
export const readCsrfToken: TagReader = (_, { place }) => {
  const value = (scope: Scope) => {
    const token = scope.get("csrf_token");
    if (!isTrue(token) || token === "NOTPROVIDED") return "";
    const name = scope.settings.csrfField;
    return new RawHtml(`<input type="hidden" name="${name}" value="${escapeHtml(textOf(token))}">`);
  };
  return { kind: "value", value, place };
};

/** `{% load library %}`, `{% load filter tag from library %}` */
export const readLoad: TagReader = (parser, tag) => {
  const { words } = tag;
  const isSelective = words.length >= 3 && words.at(-2) === "from";
  for (const name of isSelective ? words.slice(-1) : words) {
    const library = parser.libraries.get(name);
    const known = [...parser.libraries.keys()].join(", ");
    if (!library) throw parser.error(tag, `There is no library "${name}"`, `Registered: ${known}.`);
    const names = isSelective ? words.slice(0, -2) : undefined;
    const missing = names?.find((wanted) => !library.filters.has(wanted) && !library.tags.has(wanted));
    if (missing)
      throw parser.error(tag, `The library "${name}" has no tag or filter "${missing}"`, "Check the name.");
    parser.addLibrary(library, names);
  }
  return undefined;
};

/** `<script {% csp_nonce_attr %}>`: the attribute that lets a script of the page run, when the context has a nonce. */
export const readNonce: TagReader = (_, { place }) => {
  const nonce = (scope: Scope) => scope.get("csp_nonce");
  const nodes: Node[] = [
    { kind: "text", html: 'nonce="', place },
    { kind: "value", value: nonce, place },
    { kind: "text", html: '"', place },
  ];
  return { kind: "choice", branches: [nodes], choose: (scope) => (isTrue(nonce(scope)) ? 0 : -1), place };
};
