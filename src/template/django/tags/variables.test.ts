import { rendersAsDjango } from "../rendering.contract.ts";

rendersAsDjango([
  ["{% with a=1 b=c|upper %}{{ a }}{{ b }}{% endwith %}{{ a }}", { c: "x" }, "1X"],
  ["{% with c.d as a %}{{ a }}{% endwith %}", { c: { d: 5 } }, "5"],
  ["{% with a=b b=a %}{{ a }}{{ b }}{% endwith %}", { a: 1, b: 2 }, "21"],
  ["{% firstof a b c %}", { b: 0, c: "<c>" }, "&lt;c&gt;"],
  ["{% firstof a b 'none' %}", {}, "none"],
  ["{% firstof a b|safe %}", { b: "<b>" }, "<b>"],
  ["{% firstof a as x %}[{{ x }}]", { a: "<a>" }, "[&lt;a&gt;]"],
  ["{% firstof a %}", {}, ""],
  ["{% widthratio a b 100 %}", { a: 50, b: 80 }, "62"],
  ["{% widthratio a b 100 %}", { a: 1, b: 8 }, "12"],
  ["{% widthratio a b 100 %}", { a: 5, b: 0 }, "0"],
  ["{% widthratio a b c %}", { a: "x", b: 2, c: "7" }, ""],
  ["{% widthratio a b 100 as r %}<i>{{ r }}</i>", { a: 3, b: 4 }, "<i>75</i>"],
  [
    "{% regroup l by k as g %}{% for x in g %}{{ x.grouper }}:{% for y in x.list %}{{ y.n }}{% endfor %} {% endfor %}",
    {
      l: [
        { k: "a", n: 1 },
        { k: "a", n: 2 },
        { k: "b", n: 3 },
      ],
    },
    "a:12 b:3 ",
  ],
  [
    "{% regroup l by k.j|upper as g %}{% for name, items in g %}{{ name }}={{ items|length }} {% endfor %}",
    { l: [{ k: { j: "a" } }, { k: { j: "b" } }] },
    "A=1 B=1 ",
  ],
  ["{% regroup missing by k as g %}{{ g|length }}", {}, "0"],
  ["{% templatetag openblock %}{% templatetag closevariable %}{% templatetag opencomment %}", {}, "{%}}{#"],
  [
    "{% autoescape off %}{{ a }}{% endautoescape %}{{ a }}",
    { a: "<b>x</b>" },
    "<b>x</b>&lt;b&gt;x&lt;/b&gt;",
  ],
  [
    "{% autoescape off %}{% autoescape on %}{{ a }}{% endautoescape %}{% endautoescape %}",
    { a: "<" },
    "&lt;",
  ],
  ["{% autoescape off %}{{ a|escape }}{{ a|force_escape }}{% endautoescape %}", { a: "<" }, "&lt;&lt;"],
  ["{% filter upper %}a{{ b }}{% endfilter %}", { b: "<" }, "A&LT;"],
  [
    "{% filter force_escape|lower %}<B>{{ b }}</B>{% endfilter %}",
    { b: "&" },
    "&lt;b&gt;&amp;amp;&lt;/b&gt;",
  ],
  ["{% filter truncatewords:2 %}a b c{% endfilter %}", {}, "a b …"],
  ["{% spaceless %} <p> <b> x </b> </p> {% endspaceless %}", {}, "<p><b> x </b></p>"],
  ["{% spaceless %}<p> {{ a }} </p> <i></i>{% endspaceless %}", { a: 1 }, "<p> 1 </p><i></i>"],
  [
    "{% spaceless %}<ul> {% for x in l %} <li>{{ x }}</li> {% endfor %} </ul>{% endspaceless %}",
    { l: [1, 2] },
    "<ul><li>1</li><li>2</li></ul>",
  ],
  ["{% spaceless %}<p> {% if a %} <b>x</b> {% endif %} </p>{% endspaceless %}", { a: 1 }, "<p><b>x</b></p>"],
  [
    "{% spaceless %}<p>a {% if a %} <b>x</b> {% endif %} b</p>{% endspaceless %}",
    { a: 1 },
    "<p>a  <b>x</b>  b</p>",
  ],
  ["<form>{% csrf_token %}</form>", {}, "<form></form>"],
]);
