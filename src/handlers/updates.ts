import { LiveloomError, messageOf } from "../errors.ts";
import { addressWithin } from "../live/navigation/resolve-address.ts";
import { limits, type PlaceKind, type Update, UpdateKind } from "../shared/wire.ts";
import { Html, html } from "../template/html.ts";
import { RawHtml } from "../template/raw.ts";
import { toPlainHtml } from "../template/to-html.ts";

/** HTML as `html` and template files make it, or as `raw()` vouches for it. */
export type Content = Html | RawHtml;

/** What can be done to a target, and its name on the wire. */
const places = {
  html: UpdateKind.Inner,
  outer: UpdateKind.Outer,
  append: UpdateKind.Append,
  prepend: UpdateKind.Prepend,
  before: UpdateKind.Before,
  after: UpdateKind.After,
  morph: UpdateKind.Morph,
} as const satisfies Record<string, PlaceKind>;

type Place = keyof typeof places;

/** One of these, and a target to do it to. */
type Change = {
  [Name in Place]: { readonly [Key in Name]: Content } & {
    readonly [Key in Exclude<Place, Name>]?: never;
  } & {
    readonly remove?: never;
  };
}[Place];

interface Removal {
  readonly remove: true;
}

/** What is done to the page as a whole, after the change of the target. */
interface PageChange {
  /** Another address in the browser's bar: a path of this app. Back returns to the page of the one before. */
  readonly url?: string;
  /** The address takes the place of the one before. Default: false. */
  readonly replace?: boolean;
  readonly title?: string;
  /** Scrolls there smoothly: a CSS selector. */
  readonly scroll?: string;
  /** Scrolls to the top of the page smoothly. */
  readonly scrollTop?: boolean;
  /** Gives the focus to the element itself, or to the first in it that can take it: a CSS selector. */
  readonly focus?: string;
  /** Dispatches an event, for scripts, at the target or else at the document. `detail` has to be JSON. */
  readonly event?: string | { readonly name: string; readonly detail?: unknown };
}

/**
 * What to do to a page. `target` is a CSS selector, of which the first match counts.
 *
 * `html` becomes the target's content; `outer` takes its place; `append`, `prepend`, `before` and `after` are put
 * there; `morph` is the new content, in which everything stays that is the same: focus, typed text, playing media.
 * Scripts in it never run. Whatever else is named is done after that, in the order given here.
 */
export type PageUpdate = PageChange &
  (
    | ({ readonly target: string } & (Change | Removal))
    | ({ readonly target?: string } & { readonly [Key in Place | "remove"]?: never })
  );

/**
 * The updates as the browser gets them.
 * @param encoded They are added to these.
 * @throws LV-UPDATE-HTML, LV-UPDATE-TARGET, LV-UPDATE-CONTENT, LV-UPDATE-URL, LV-UPDATE-EVENT
 */
export function encodeUpdates(updates: readonly PageUpdate[], encoded: Update[] = []): Update[] {
  // All of them, or none.
  const fresh: Update[] = [];
  for (const update of updates) {
    addChange(update, fresh);
    addPageChanges(update, fresh);
  }
  encoded.push(...fresh);
  return encoded;
}

const changes = [...Object.keys(places), "remove"] as (Place | "remove")[];

function addChange(update: PageUpdate, encoded: Update[]): void {
  const given: { readonly [Name in Place | "remove"]?: unknown } = update;
  let found: Place | "remove" | undefined;
  for (const member of changes) {
    if (given[member] === undefined) continue;
    if (found) throw new LiveloomError("LV-UPDATE-CONTENT", { got: `${found} and ${member}` });
    found = member;
  }
  if (!found) return;
  const target = targetOf(update, found);
  if (found !== "remove") encoded.push([places[found], target, htmlOf(given[found], found)]);
  else if (given.remove === true) encoded.push([UpdateKind.Remove, target]);
}

function addPageChanges(update: PageUpdate, encoded: Update[]): void {
  const { target, url, replace, title, scroll, scrollTop, focus, event } = update;
  if (url !== undefined) encoded.push([UpdateKind.Url, checkedUrl(url), replace ? 1 : 0]);
  if (title !== undefined) encoded.push([UpdateKind.Title, String(title)]);
  if (scroll !== undefined) encoded.push([UpdateKind.Scroll, String(scroll)]);
  else if (scrollTop) encoded.push([UpdateKind.Scroll, ""]);
  if (focus !== undefined) encoded.push([UpdateKind.Focus, String(focus)]);
  if (event === undefined) return;
  const { name, detail = null } = typeof event === "string" ? { name: event } : event;
  encoded.push([UpdateKind.Event, target ?? "", String(name), jsonOf(detail, name)]);
}

/** The value as it is now: what cannot be sent is found here, and not when the answer is written. */
function jsonOf(detail: unknown, name: string): unknown {
  try {
    return JSON.parse(JSON.stringify(detail));
  } catch (cause) {
    throw new LiveloomError("LV-UPDATE-EVENT", { name, reason: messageOf(cause) });
  }
}

function targetOf({ target }: PageUpdate, member: string): string {
  if (typeof target === "string" && target.trim() !== "") return target;
  throw new LiveloomError("LV-UPDATE-TARGET", { member });
}

function htmlOf(content: unknown, member: string): string {
  if (content instanceof Html) return toPlainHtml(content);
  if (content instanceof RawHtml) return toPlainHtml(html`${content}`);
  const got =
    typeof content === "object" ? `a ${content?.constructor?.name ?? "null"}` : `a ${typeof content}`;
  throw new LiveloomError("LV-UPDATE-HTML", { member, got });
}

/** As the address bar would show it; "//elsewhere" and "https://elsewhere" lead to other sites. */
function checkedUrl(url: unknown): string {
  const address = typeof url === "string" && url.startsWith("/") ? addressWithin(url, "/") : undefined;
  if (address) return address.pathname + address.search + address.hash;
  throw new LiveloomError("LV-UPDATE-URL", { limit: limits.url, got: String(url).slice(0, 100) });
}
