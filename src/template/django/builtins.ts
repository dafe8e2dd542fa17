import { dateFilters } from "./filters/dates.ts";
import { formFilters } from "./filters/forms.ts";
import { htmlFilters } from "./filters/html.ts";
import { humanizeFilters } from "./filters/humanize.ts";
import { listFilters } from "./filters/lists.ts";
import { logicFilters } from "./filters/logic.ts";
import { numberFilters } from "./filters/numbers.ts";
import { textFilters } from "./filters/text.ts";
import { truncateFilters } from "./filters/truncate.ts";
import { urlFilters } from "./filters/urls.ts";
import type { Library } from "./library.ts";
import type { TagReader } from "./tag.ts";
import { readBlockTranslate } from "./tags/blocktranslate.ts";
import { readComponent } from "./tags/component.ts";
import { readCycle, readResetCycle } from "./tags/cycle.ts";
import { readFor } from "./tags/for.ts";
import { readCurrentLanguage, readLanguage, readTranslate } from "./tags/i18n.ts";
import { readIf } from "./tags/if.ts";
import { readIfChanged } from "./tags/ifchanged.ts";
import { languageFilters, readLanguageInfo } from "./tags/language-info.ts";
import { readBlock, readExtends, readInclude, readPartial, readPartialDef } from "./tags/structure.ts";
import {
  readAutoescape,
  readCache,
  readComment,
  readCsrfToken,
  readDebug,
  readFilter,
  readLoad,
  readNonce,
  readSpaceless,
  readTemplateTag,
  readVerbatim,
} from "./tags/text.ts";
import { readQueryString, readStatic, readStaticPrefix, readUrl } from "./tags/urls.ts";
import { readFirstOf, readNow, readRegroup, readWidthRatio, readWith } from "./tags/variables.ts";

const tags = new Map<string, TagReader>([
  ["autoescape", readAutoescape],
  ["block", readBlock],
  ["comment", readComment],
  ["component", readComponent],
  ["csrf_token", readCsrfToken],
  ["csp_nonce_attr", readNonce],
  ["cycle", readCycle],
  ["debug", readDebug],
  ["extends", readExtends],
  ["filter", readFilter],
  ["firstof", readFirstOf],
  ["for", readFor],
  ["if", readIf],
  ["ifchanged", readIfChanged],
  ["include", readInclude],
  ["load", readLoad],
  ["now", readNow],
  ["partial", readPartial],
  ["partialdef", readPartialDef],
  ["querystring", readQueryString],
  ["regroup", readRegroup],
  ["resetcycle", readResetCycle],
  ["spaceless", readSpaceless],
  ["templatetag", readTemplateTag],
  ["url", readUrl],
  ["verbatim", readVerbatim],
  ["widthratio", readWidthRatio],
  ["with", readWith],
]);

/** What every template knows without `{% load %}`. */
export const builtins: Library = {
  tags,
  filters: new Map([
    ...dateFilters,
    ...formFilters,
    ...htmlFilters,
    ...listFilters,
    ...logicFilters,
    ...numberFilters,
    ...textFilters,
    ...truncateFilters,
    ...urlFilters,
  ]),
};

const i18n = new Map<string, TagReader>([
  ["blocktrans", readBlockTranslate],
  ["blocktranslate", readBlockTranslate],
  ["get_current_language", readCurrentLanguage],
  ["get_current_language_bidi", readCurrentLanguage],
  ["get_language_info", readLanguageInfo],
  ["get_language_info_list", readLanguageInfo],
  ["language", readLanguage],
  ["trans", readTranslate],
  ["translate", readTranslate],
]);

const statics = new Map<string, TagReader>([
  ["get_static_prefix", readStaticPrefix],
  ["static", readStatic],
]);

/** Django's own libraries, for `{% load %}`. */
export const builtinLibraries: ReadonlyMap<string, Library> = new Map([
  ["cache", { tags: new Map([["cache", readCache]]), filters: new Map() }],
  ["humanize", { tags: new Map(), filters: humanizeFilters }],
  ["i18n", { tags: i18n, filters: languageFilters }],
  ["static", { tags: statics, filters: new Map() }],
]);
