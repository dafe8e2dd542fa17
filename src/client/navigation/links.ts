import { attributes } from "../../shared/markup.ts";
import { VisitKind } from "../../shared/wire.ts";
import { attributeOf, hasAttributeOf, isMatch, nearest } from "../elements.ts";
import { isStray } from "../events/stray-clicks.ts";

const live = `[${attributes.patch}],[${attributes.navigate}]`;

/**
 * Follows links and GET forms with `live-patch` and `live-navigate`, where the browser would stay in this tab.
 * @param intend called when somebody may be about to follow one
 */
export function listenToLinks(
  follow: (url: URL, kind: 0 | 1, replace: boolean) => void,
  intend: () => void,
): void {
  const go = (event: Event, element: Element, url: URL) => {
    if (event.defaultPrevented || isElsewhere(url)) return;
    event.preventDefault();
    const navigate = attributeOf(element, attributes.navigate);
    const replace = (navigate ?? attributeOf(element, attributes.patch)) === "replace";
    if (event instanceof MouseEvent && isStray(element, event)) return;
    follow(url, navigate === null ? VisitKind.Patch : VisitKind.Mount, replace);
  };
  document.addEventListener("click", (event) => {
    const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (button || metaKey || ctrlKey || shiftKey || altKey || !(target instanceof Element)) return;
    const link = nearest(target, "a[href]");
    if (link && isLive(link)) go(event, link, new URL(attributeOf(link, "href") ?? "", document.baseURI));
  });
  for (const sign of ["pointerover", "touchstart"])
    document.addEventListener(
      sign,
      ({ target }) => target instanceof Element && nearest(target, live) && intend(),
      { passive: true },
    );
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    // A posted form's fields are not for the address.
    if (!isLive(form) || /^(post|dialog)$/i.test(attributeOf(form, "method") ?? "")) return;
    const url = new URL(attributeOf(form, "action") ?? "", location.href);
    url.search = String(new URLSearchParams(new FormData(form, event.submitter) as never));
    go(event, form, url);
  });
}

/** Whether a link or form is to be followed here, and would lead to this tab. */
function isLive(element: Element): boolean {
  const target = attributeOf(element, "target");
  if ((target && target !== "_self") || hasAttributeOf(element, "download")) return false;
  return isMatch(element, live);
}

/** Other sites, and other places on this page. */
function isElsewhere({ origin, pathname, search, hash }: URL): boolean {
  const isHere = pathname === location.pathname && search === location.search;
  return origin !== location.origin || (hash !== "" && isHere);
}
