import { currentLink } from "../../shared/current-link.ts";
import { pageAttributes } from "../../shared/markup.ts";

/** Says which of the layout's links lead to this address. */
export function markCurrentLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(`a[${pageAttributes.current}]`)) {
    const current = currentLink(link.pathname, location.pathname);
    if (current) link.setAttribute("aria-current", current);
    else link.removeAttribute("aria-current");
  }
}
