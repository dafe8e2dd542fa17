/** Languages, from "liveloom/languages": what pages say, in the language of whoever looks at them. */
export { currentLanguage } from "./current-language.ts";
export { createLanguages, type Languages, type Messages, type MessageValues } from "./languages.ts";
export { languageCookie } from "./page-languages.ts";
