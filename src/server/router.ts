import { compile, type MatchFunction, match, type PathFunction } from "path-to-regexp";
import { LiveloomError } from "../errors.ts";
import type { HttpRoute } from "./http-route.ts";
import type { LiveRoute } from "./live-route.ts";
import { requirePath } from "./route-pattern.ts";

export type Route = LiveRoute | HttpRoute;

export interface RouteMatch<Kind extends Route = Route> {
  readonly route: Kind;
  readonly params: Readonly<Record<string, string>>;
}

/** Longest path that is matched, in characters. */
export const pathLimit = 2_048;

interface Entry {
  readonly route: Route;
  readonly matches: MatchFunction<Record<string, string>>;
  /** The path with these parameters. @throws when one is missing */
  readonly write: PathFunction<Texts>;
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Finds the route of a request. Paths match exactly; the first route that was listed wins. */
export class Router {
  readonly #entries: Entry[] = [];

  /** @throws LV-ROUTE-PATH; LV-ROUTE-DUPLICATE when two routes have the same method and pattern. */
  constructor(routes: readonly Route[]) {
    const seen = new Set<string>();
    for (const route of routes) {
      const { pattern } = route;
      requirePath(pattern);
      const method = methodOf(route);
      if (seen.has(`${method} ${pattern}`))
        throw new LiveloomError("LV-ROUTE-DUPLICATE", { method, pattern });
      seen.add(`${method} ${pattern}`);
      const matches = match<Record<string, string>>(pattern, { trailing: false, sensitive: true });
      this.#entries.push({ route, matches, write: compile(pattern) });
    }
  }

  get routes(): readonly Route[] {
    return this.#entries.map(({ route }) => route);
  }

  /** The route for this method and path; for POST that may be a live view, unless another route answers it. @throws LV-METHOD when the path exists for other methods only. */
  find(method: string, path: string): RouteMatch | undefined {
    const found = this.#matching(path);
    const routeOf = (method: string) => found.find(({ route }) => methodOf(route) === method);
    const fitting =
      method === "POST"
        ? (routeOf("POST") ?? postable(routeOf("GET")))
        : routeOf(method === "HEAD" ? "GET" : method);
    if (!fitting && found.length > 0) throw new LiveloomError("LV-METHOD", { method });
    return fitting;
  }

  /** Whether there is a page at this path. */
  hasPage(path: string): boolean {
    return this.#matching(path).some(({ route }) => methodOf(route) === "GET");
  }

  /** The live view that answers requests for this path. */
  findLive(path: string): RouteMatch<LiveRoute> | undefined {
    const found = this.#matching(path).find(({ route }) => methodOf(route) === "GET");
    return found?.route.kind === "live" ? { route: found.route, params: found.params } : undefined;
  }

  /** The path of a live view with other parameters. @throws when one is missing that the path needs */
  change(path: string, params: Texts): string {
    const found = this.findLive(path);
    const entry = this.#entries.find(({ route }) => route === found?.route);
    if (!found || !entry) throw new LiveloomError("LV-ROUTE-UNKNOWN", { path });
    return entry.write(given({ ...found.params, ...params }));
  }

  /**
   * The path of a live view with these parameters; undefined when no route of the view takes them. Of several the one
   * that uses the most of them, then the first.
   */
  pathOf(View: LiveRoute["View"], params: Texts): string | undefined {
    const written = this.#entries
      .filter(({ route }) => route.kind === "live" && route.View === View)
      .flatMap((entry) => tryWrite(entry, params));
    return written.sort((one, other) => other.used - one.used)[0]?.path;
  }

  #matching(path: string): RouteMatch[] {
    // A browser takes what begins with two slashes for another host.
    if (path.length > pathLimit || path.startsWith("//")) return [];
    return this.#entries.flatMap(({ route, matches }) => {
      const result = tryMatch(matches, path);
      return result ? [{ route, params: { ...result.params } }] : [];
    });
  }
}

/** A path that is not validly percent-encoded matches nothing. */
function tryMatch(matches: Entry["matches"], path: string) {
  try {
    return matches(path);
  } catch {
    return false;
  }
}

/** The path, and how many of the parameters are in it; nothing when one is missing. */
function tryWrite({ write, matches }: Entry, params: Texts): { path: string; used: number }[] {
  try {
    const path = write(given(params));
    const found = tryMatch(matches, path);
    return found ? [{ path, used: Object.keys(found.params).length }] : [];
  } catch {
    return [];
  }
}

function given(params: Texts): Record<string, string> {
  const all = Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return Object.fromEntries(all);
}

/** A page that takes the posts of its own forms. */
function postable(page: RouteMatch | undefined): RouteMatch | undefined {
  return page?.route.kind === "live" && page.route.View.withoutScript !== false ? page : undefined;
}

function methodOf(route: Route): "GET" | "POST" {
  return route.kind === "live" ? "GET" : route.method;
}
