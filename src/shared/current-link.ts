/**
 * The `aria-current` of a link in an app's layout: "page" for the address itself, "true" for a section that the
 * address lies in (`/teams/` at `/teams/3/`), null for any other.
 * @param link path of the link
 * @param path path of the address
 */
export function currentLink(link: string, path: string): "page" | "true" | null {
  if (link === path) return "page";
  return link !== "/" && link.endsWith("/") && path.startsWith(link) ? "true" : null;
}
