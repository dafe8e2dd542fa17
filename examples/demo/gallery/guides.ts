import { readdirSync, readFileSync } from "node:fs";
import { get, type Html, html, raw } from "liveloom";
import { Marked } from "marked";
import { highlight } from "./highlight.ts";

const docs = new URL("../../../docs/", import.meta.url);

const marked = new Marked({
  renderer: {
    code: ({ text, lang = "" }) => `<pre tabindex="0"><code>${highlight(text, lang)}</code></pre>\n`,
    html: () => "",
  },
});

/** The guides as pages, under the names that they have as files, so that the links between them lead there. */
export function guideRoutes() {
  const paths = readdirSync(docs, { recursive: true, encoding: "utf8" });
  const names = paths.map((path) => path.replaceAll("\\", "/")).filter((name) => name.endsWith(".md"));
  return names.map((name) =>
    get(`/docs/${name}`, (context) => {
      const text = readFileSync(new URL(name, docs), "utf8");
      return context.page({ title: titleOf(text), body: guide(text) });
    }),
  );
}

function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? "Guide";
}

function guide(text: string): Html {
  // An example is at hand here, running.
  const linked = text.replace(/\]\(\.\.\/\.\.\/examples\/([\w-]+)\/[^)]*\)/g, "](/examples/$1/)");
  return html`<article class="guide">${raw(marked.parse(linked, { async: false }))}</article>`;
}
