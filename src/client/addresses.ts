/** The path and query of the browser's address. */
export function here(): string {
  return location.pathname + location.search;
}

/**
 * The path and query that the page was loaded with. The browser may be elsewhere when its script starts: people go back
 * before that.
 */
export function loadedAddress(): string {
  const [entry] = performance.getEntriesByType("navigation");
  const { pathname, search } = new URL(entry?.name ?? location.href);
  return pathname + search;
}
