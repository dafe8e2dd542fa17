import type { Identity } from "../principal.ts";

/** The same user for a view inside. When the session ends, the page does, which closes all views in it. */
export function nestedIdentity(page: Identity): Identity {
  return {
    current: () => page.current(),
    used: () => page.used?.(),
    onEnd: () => {},
    release: () => {},
  };
}
