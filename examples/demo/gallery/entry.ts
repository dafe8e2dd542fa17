import { type AppOptions, under } from "liveloom";
import { type Assets, assetsOf } from "../../shared/assets.ts";

const handlersAssets = assetsOf("handlers");

type Routes = AppOptions["routes"];

export interface About {
  readonly title: string;
  /** One sentence: what it shows. */
  readonly about: string;
  /** The page of `docs/guide/` that explains it. */
  readonly guide: string;
  /** As if the example stood alone. */
  readonly routes: Routes;
}

/** An example in the index. */
export interface Entry extends About {
  /** Its folder in `examples/`. */
  readonly folder: string;
  /** The file to be read first. */
  readonly main: string;
  /** The files to be read after it. Default: the others of its folder. */
  readonly files?: readonly string[];
  /** Where it begins. */
  readonly address: string;
  readonly assets: Assets;
}

/** An example below `/examples/`. @param name That of its folder, its main file and its address. */
export function example(name: string, about: About): Entry {
  const routes = under(`/examples/${name}`, about.routes);
  return {
    ...about,
    routes,
    folder: name,
    main: `${name}.ts`,
    address: `/examples/${name}/`,
    assets: assetsOf(name),
  };
}

interface AboutHandlers extends Omit<About, "guide" | "routes"> {
  /** Files to be read besides. */
  readonly with?: readonly string[];
}

/** One of the pages of the example of handlers. @param name That of its file and its address. */
export function handlersPage(name: string, about: AboutHandlers): Entry {
  const address = `/examples/handlers/${name}/`;
  return {
    ...about,
    guide: "handlers.md",
    routes: [],
    folder: "handlers",
    main: `handlers/${name}.ts`,
    files: [...(about.with ?? []), "languages.ts"],
    address,
    assets: handlersAssets,
  };
}

/** The team app, which has addresses of its own. */
export function teamApp(about: About): Entry {
  return {
    ...about,
    folder: "demo/teams",
    main: "team-page.ts",
    address: "/teams/",
    assets: assetsOf("demo/teams"),
  };
}

/** The back office, which has addresses of its own, too. */
export function officeApp(about: About): Entry {
  return {
    ...about,
    folder: "demo/office",
    main: "payout-list.ts",
    address: "/office/",
    assets: assetsOf("demo/office"),
  };
}

/** Whether a page belongs to the entry. */
export function has({ routes, address }: Entry, path: string): boolean {
  return path.startsWith(address) || routes.some(({ pattern }) => pattern === path);
}
