import Prism from "prismjs";
import "prismjs/components/prism-bash.js";
import "prismjs/components/prism-json.js";
// Before TypeScript, which takes over what JavaScript knows by then: the HTML in templates.
import "prismjs/components/prism-js-templates.js";
import "prismjs/components/prism-typescript.js";

/** Source text as HTML with classes. @param language As at the end of a file's name; others are only escaped. */
export function highlight(text: string, language: string): string {
  const grammar = Prism.languages[language] ?? Prism.languages.plain ?? {};
  return Prism.highlight(text, grammar, language);
}
