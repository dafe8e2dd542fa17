/**
 * Where the HTML parser does not leave an element in the one it was written in, but closes that one, moves the
 * element, or drops it (HTML Standard, section 13.2.6). Each rule is one bit in a number, so that a template in a
 * value is checked by one comparison.
 */
export interface NestingRule {
  /** The elements around; undefined for all that no other rule knows as parents. */
  readonly outer: string | undefined;
  /** The elements that do not stay; with `isOnly`, those that alone do. */
  readonly inner: string;
  readonly isOnly?: boolean;
  /** Elements that keep the two apart, so that the inner one stays. Default: any element. */
  readonly apart?: string;
  /** For messages. */
  readonly where: string;
  readonly remedy: string;
}

const headings = "h1 h2 h3 h4 h5 h6";
const integrationPoints = "foreignobject desc title mi mo mn ms mtext annotation-xml";
const scope = `applet caption table td th marquee object select template ${integrationPoints}`;
const blocks = `address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer
  header hgroup main menu nav ol p search section summary ul ${headings} pre listing form table hr plaintext xmp`;
/** The "special" elements, but for address, div and p. */
const special = `applet area article aside base basefont bgsound blockquote body br button caption center col colgroup
  dd details dir dl dt embed fieldset figcaption figure footer form frame frameset ${headings} head header hgroup hr
  html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object ol param
  plaintext pre script search section select source style summary table tbody td textarea tfoot th thead tr track ul
  wbr xmp template ${integrationPoints}`;
const brokenOut = `b big blockquote body br center code dd div dl dt em embed ${headings} head hr i img li listing menu
  meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var`;
const tableParts = "caption colgroup col thead tbody tfoot tr td th";
const scripts = "script style template";
const oneAfterTheOther = "Put one after the other.";

export const nestingRules: readonly NestingRule[] = [
  {
    outer: "p",
    inner: `${blocks} li dd dt`,
    apart: `${scope} button`,
    where: "inside <p>",
    remedy: "Write <div> instead of <p>.",
  },
  { outer: headings, inner: headings, where: "inside a heading", remedy: oneAfterTheOther },
  { outer: "form", inner: "form", apart: "template", where: "inside <form>", remedy: oneAfterTheOther },
  {
    outer: "li",
    inner: "li",
    apart: special,
    where: "inside <li>",
    remedy: "Put it into a list of its own, <ul> or <ol>.",
  },
  {
    outer: "dd dt",
    inner: "dd dt",
    apart: special,
    where: "inside <dt> or <dd>",
    remedy: "Put it into a list of its own, <dl>.",
  },
  { outer: "button", inner: "button", apart: scope, where: "inside <button>", remedy: oneAfterTheOther },
  {
    outer: "a",
    inner: "a",
    apart: "applet object marquee template td th caption svg math",
    where: "inside <a>",
    remedy: oneAfterTheOther,
  },
  { outer: "nobr", inner: "nobr", apart: scope, where: "inside <nobr>", remedy: oneAfterTheOther },
  {
    outer: "option",
    inner: "option optgroup hr",
    apart: scope,
    where: "inside <option>",
    remedy: oneAfterTheOther,
  },
  {
    outer: "optgroup",
    inner: "optgroup hr",
    apart: scope,
    where: "inside <optgroup>",
    remedy: oneAfterTheOther,
  },
  {
    outer: "select",
    inner: "select input textarea keygen",
    apart: scope,
    where: "inside <select>",
    remedy: "Put it beside the <select>.",
  },
  { outer: "rb rp rt", inner: "rb rp rt rtc", where: "inside <rt> or <rp>", remedy: oneAfterTheOther },
  {
    outer: "svg math",
    inner: brokenOut,
    apart: integrationPoints,
    where: "inside <svg> or <math>",
    remedy: "Put HTML into a <foreignObject>.",
  },
  {
    outer: "table",
    inner: `caption colgroup thead tbody tfoot ${scripts}`,
    isOnly: true,
    where: "right inside <table>",
    remedy:
      "Write <table><tbody>...</tbody></table> around rows; browsers add a <tbody> where there is none.",
  },
  {
    outer: "thead tbody tfoot",
    inner: `tr ${scripts}`,
    isOnly: true,
    where: "right inside <thead>, <tbody> or <tfoot>",
    remedy: "Put it into a <tr>.",
  },
  {
    outer: "tr",
    inner: `td th ${scripts}`,
    isOnly: true,
    where: "right inside <tr>",
    remedy: "Put it into a <td> or <th>.",
  },
  {
    outer: "colgroup",
    inner: "col template",
    isOnly: true,
    where: "inside <colgroup>",
    remedy: "Put it elsewhere in the <table>.",
  },
  {
    outer: undefined,
    inner: tableParts,
    where: "outside of its place in a <table>",
    remedy: "Only parts of a table stand around it.",
  },
  {
    outer: undefined,
    inner: "html head body frameset frame",
    where: "inside another element",
    remedy: "Only the layout has it.",
  },
];
