import { raw } from "../../raw.ts";
import { rendersAsDjango } from "../rendering.contract.ts";

rendersAsDjango([
  ["{{ a|escape }}", { a: "<&\"'>" }, "&lt;&amp;&quot;&#x27;&gt;"],
  ["{{ a|escape }}", { a: raw("&lt;") }, "&lt;"],
  ["{{ a|escape|escape }}", { a: "<" }, "&lt;"],
  ["{{ a|force_escape }}", { a: raw("&lt;") }, "&amp;lt;"],
  ["{{ a|force_escape }}", { a: "<" }, "&lt;"],
  ["{{ a|force_escape|force_escape }}", { a: "<" }, "&amp;lt;"],
  [
    "{{ a|escapejs }}",
    { a: "a'b\"<>&\n\\=-;`\u2028" },
    "a\\u0027b\\u0022\\u003C\\u003E\\u0026\\u000A\\u005C\\u003D\\u002D\\u003B\\u0060\\u2028",
  ],
  ["{{ a|linebreaks }}", { a: "one\n\ntwo\nthree <" }, "<p>one</p>\n\n<p>two<br>three &lt;</p>"],
  ["{{ a|linebreaks }}", { a: "x\r\ny" }, "<p>x<br>y</p>"],
  ["{{ a|linebreaks }}", { a: raw("<b>\n</b>") }, "<p><b><br></b></p>"],
  ["{{ a|linebreaksbr }}", { a: "a\nb & c" }, "a<br>b &amp; c"],
  ["{{ a|linebreaksbr }}", { a: raw("a\n<b>") }, "a<br><b>"],
  ["{{ a|linenumbers }}", { a: "one\ntwo <" }, "1. one\n2. two &lt;"],
  [
    "{{ a|linenumbers }}",
    { a: "a\nb\nc\nd\ne\nf\ng\nh\ni\nj" },
    "01. a\n02. b\n03. c\n04. d\n05. e\n06. f\n07. g\n08. h\n09. i\n10. j",
  ],
  ["{{ a|striptags }}", { a: "<p>some <b>html</b> &amp; <script>x</script></p>" }, "some html &amp;amp; x"],
  ["{{ a|striptags }}", { a: "a < b" }, "a &lt; b"],
  ["{{ a|striptags }}", { a: '<a href="x>y">z</a><!-- c -->' }, "z"],
  ["{{ a|safeseq|join:', ' }}", { a: ["<a>", "b"] }, "<a>, b"],
  ["{{ a|escapeseq|join:', ' }}", { a: ["<a>", "b"] }, "&lt;a&gt;, b"],
  [
    "{{ a|json_script:'id' }}",
    { a: { x: "</script>&", n: [1, 2.5, null, true], u: "é" } },
    '<script id="id" type="application/json">{"x": "\\u003C/script\\u003E\\u0026", "n": [1, 2.5, null, true], "u": "\\u00e9"}</script>',
  ],
  ["{{ a|json_script }}", { a: "<" }, '<script type="application/json">"\\u003C"</script>'],
  ["{{ a|join:'<br>' }}", { a: ["<", ">"] }, "&lt;<br>&gt;"],
  ["{{ a|join:b }}", { a: ["x", "y"], b: "&" }, "x&amp;y"],
  [
    "{{ a|unordered_list }}",
    { a: ["States", ["Kansas", ["Lawrence", "Topeka"], "Illinois <"]] },
    "\t<li>States\n\t<ul>\n\t\t<li>Kansas\n\t\t<ul>\n\t\t\t<li>Lawrence</li>\n\t\t\t<li>Topeka</li>\n\t\t</ul>\n\t\t</li>\n\t\t<li>Illinois &lt;</li>\n\t</ul>\n\t</li>",
  ],
  ["{{ a|unordered_list }}", { a: ["x", "y"] }, "\t<li>x</li>\n\t<li>y</li>"],
  ["{{ a|safe|upper }}", { a: "<b>" }, "&lt;B&gt;"],
  ["{{ a|upper|safe }}", { a: "<b>" }, "<B>"],
  ["{{ a|linebreaks|truncatewords_html:1 }}", { a: "a b" }, "<p>a …</p>"],
]);
