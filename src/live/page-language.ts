import { inLanguage } from "../languages/current-language.ts";
import { type AppLanguages, languageCookie, pageLanguage } from "../languages/page-languages.ts";
import type { Principal } from "./principal.ts";
import type { ViewRequest } from "./view-request.ts";

/** The page for which something runs. */
interface SpokenPage {
  readonly request: ViewRequest;
  readonly principal: Principal;
}

/** The language of a page at the address of its request. */
function languageOf({ supported, preferredBy }: AppLanguages, { request, principal }: SpokenPage): string {
  return pageLanguage(supported, {
    path: request.path,
    preferred: preferredBy?.(principal.user),
    cookie: request.cookies.get(languageCookie),
    asked: request.locale,
  });
}

/** Runs something for a page in its language; as it is in an app without languages. */
export function speaking<Result>(
  languages: AppLanguages | undefined,
  page: SpokenPage,
  work: () => Result,
): Result {
  return languages ? inLanguage(languageOf(languages, page), work) : work();
}

/** Runs things for a page in its language, whatever it is at the time; undefined in an app without languages. */
export function speaker(
  languages: AppLanguages | undefined,
  page: SpokenPage,
): ((work: () => unknown) => unknown) | undefined {
  return languages && ((work) => speaking(languages, page, work));
}
