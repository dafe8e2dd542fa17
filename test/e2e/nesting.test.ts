import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { voidElements } from "../../src/template/elements.ts";
import { nowhere, placeIn } from "../../src/template/nesting.ts";
import { NestingReader } from "../../src/template/nesting-reader.ts";
import { freshPage, launchBrowser } from "./browser.ts";

const tags =
  `a abbr address article aside audio b bdi bdo big blockquote br button canvas caption center cite code col
  colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form
  h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li link main map mark marquee menu meta meter nav
  nobr object ol optgroup option output p picture pre progress q rp rt ruby s samp search section select slot small
  source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr svg g
  circle foreignObject math mi mn mtext mfrac x-own #text`.split(/\s+/);

/** What stands around the elements that are tried; at first nothing. */
const contexts =
  `, p, span, div, ul li, ul li div, ul li ul, dl dd, dl dd div, form, form div, a, a span, button,
  button span, table, table tbody, table tbody tr, table tbody tr td, table colgroup, table caption,
  table tr, p span, p button, p object, a table tbody tr td, form table tbody tr td, svg,
  svg foreignObject, p svg foreignObject, math, math mi, h1, h1 span, select, select optgroup, ruby,
  ruby rt, a object, p b i, label, details`
    .split(",")
    .map((names) => names.trim().split(/\s+/).filter(Boolean));

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await freshPage(browser);
});

afterAll(() => browser?.close());

function isAllowed(chain: readonly string[]): boolean {
  const reader = new NestingReader();
  reader.place = placeIn(nowhere, "div");
  return chain.every((tag) => (tag === "#text" ? reader.text("x") : reader.open(tag)) === undefined);
}

function htmlOf([tag, ...inner]: readonly string[]): string {
  if (tag === undefined || tag === "#text") return tag ? "x" : "";
  return voidElements.has(tag) ? `<${tag}>` : `<${tag}>${htmlOf(inner)}</${tag}>`;
}

/** Which of these chains the browser leaves as they are, each element right in the one before it. */
function kept(chains: readonly (readonly string[])[]): Promise<boolean[]> {
  return page.evaluate(
    (all) => {
      const isKept = (parent: Element, [tag, ...inner]: readonly string[]): boolean => {
        if (parent.childNodes.length !== (tag === undefined ? 0 : 1)) return false;
        if (tag === undefined || tag === "#text") return parent.textContent === (tag ? "x" : "");
        const child = parent.firstElementChild;
        if (!child) return false;
        const isAddedBody = parent.localName === "table" && tag === "tr" && child.localName === "tbody";
        if (isAddedBody) return isKept(child, [tag, ...inner]);
        return child.localName.toLowerCase() === tag.toLowerCase() && isKept(child, inner);
      };
      // Not by innerHTML, for which Chromium has a second parser that leaves more as it is.
      const parser = new DOMParser();
      return all.map(({ chain, html }) => {
        const { body } = parser.parseFromString(`<!doctype html><div>${html}</div>`, "text/html");
        return body.childNodes.length === 1 && isKept(body, ["div", ...chain]);
      });
    },
    chains.map((chain) => ({ chain, html: htmlOf(chain) })),
  );
}

/** Refused by rules that are simpler than the parser's: it leaves them where they are, but nobody writes them. */
function isNonsense(chain: readonly string[]): boolean {
  const [outer = "", inner = ""] = chain.slice(-2);
  const isForeign = /^(svg|math)$/.test(outer) && /^(caption|col|colgroup|t\w+)$/.test(inner);
  // Its content does not stay in there.
  const isFormInTable = inner === "form" && /^t/.test(outer);
  const isOutsideSelect = /^opt/.test(outer) && !chain.includes("select");
  const isOutsideRuby = /^r[tp]$/.test(outer) && !chain.includes("ruby");
  return isForeign || isFormInTable || isOutsideSelect || isOutsideRuby;
}

test("what is refused is what the browser's parser does not leave in its place", async () => {
  const chains = [...contexts, ...tags.map((tag) => [tag])]
    .filter((outer) => isAllowed(outer) && !voidElements.has(outer.at(-1) ?? "") && outer.at(-1) !== "#text")
    .flatMap((outer) => tags.map((inner) => [...outer, inner]));
  const results = await kept(chains);
  const moved = chains.filter((chain, index) => !results[index] && isAllowed(chain));
  const refused = chains.filter((chain, index) => results[index] && !isAllowed(chain));
  expect({ moved, refused: refused.filter((chain) => !isNonsense(chain)) }).toEqual({
    moved: [],
    refused: [],
  });
});
