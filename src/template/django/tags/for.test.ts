import { rendersAsDjango } from "../rendering.contract.ts";

rendersAsDjango([
  ["{% for x in l %}{{ x }},{% endfor %}", { l: [1, 2] }, "1,2,"],
  ["{% for x in l reversed %}{{ x }}{% endfor %}", { l: [1, 2] }, "21"],
  ["{% for x in l %}{{ x }}{% empty %}none{% endfor %}", { l: [] }, "none"],
  ["{% for x in missing %}{{ x }}{% empty %}none{% endfor %}", {}, "none"],
  [
    "{% for x in l %}{{ forloop.counter }}{{ forloop.counter0 }}{{ forloop.revcounter }}{{ forloop.revcounter0 }}{{ forloop.first }}{{ forloop.last }}{{ forloop.length }};{% endfor %}",
    { l: ["a", "b"] },
    "1021TrueFalse2;2110FalseTrue2;",
  ],
  [
    "{% for x in l %}{% for y in x %}{{ forloop.parentloop.counter }}.{{ forloop.counter }}={{ y }} {% endfor %}{% endfor %}",
    { l: [[1, 2], [3]] },
    "1.1=1 1.2=2 2.1=3 ",
  ],
  ["{% for k, v in d.items %}{{ k }}:{{ v }} {% endfor %}", { d: { a: 1, b: 2 } }, "a:1 b:2 "],
  [
    "{% for k,v in l %}{{ k }}{{ v }}{% endfor %}",
    {
      l: [
        [1, 2],
        [3, 4],
      ],
    },
    "1234",
  ],
  ["{% for k in d %}{{ k }}{% endfor %}", { d: { a: 1, b: 2 } }, "ab"],
  ["{% for c in t %}{{ c }}-{% endfor %}", { t: "abc" }, "a-b-c-"],
  ["{% for x in l|slice:':2' %}{{ x }}{% endfor %}", { l: [1, 2, 3] }, "12"],
  ["{% for x in l %}{{ x }}{% endfor %}{{ x }}", { l: [1], x: "out" }, "1out"],
  [
    "<ul>{% for x in l %}<li>{{ x }}</li>{% endfor %}</ul>",
    { l: ["<", ">"] },
    "<ul><li>&lt;</li><li>&gt;</li></ul>",
  ],
  ["{% for x in l %}{% ifchanged %}{{ x }}{% endifchanged %}{% endfor %}", { l: [1, 1, 2] }, "12"],
  [
    "{% for x in l %}{% ifchanged x.a %}{{ x.a }}{% else %}={% endifchanged %}{% endfor %}",
    { l: [{ a: 1 }, { a: 1 }, { a: 2 }] },
    "1=2",
  ],
  [
    "{% for x in l %}{% for y in x %}{% ifchanged y %}{{ y }}{% endifchanged %}{% endfor %};{% endfor %}",
    {
      l: [
        [1, 1],
        [1, 2],
      ],
    },
    "1;12;",
  ],
  [
    "{% for x in l %}{% ifchanged x.a x.b %}{{ x.a }}{{ x.b }} {% endifchanged %}{% endfor %}",
    {
      l: [
        { a: 1, b: 1 },
        { a: 1, b: 1 },
        { a: 1, b: 2 },
      ],
    },
    "11 12 ",
  ],
  ["{% for x in l %}{% cycle 'a' 'b' %}{{ x }}{% endfor %}", { l: [1, 2, 3] }, "a1b2a3"],
  ["{% for x in l %}{% cycle 'a' 'b' as c %}{{ c }}{{ x }}{% endfor %}", { l: [1, 2] }, "aa1bb2"],
  ["{% for x in l %}{% cycle 'a' 'b' as c silent %}{{ c }}{{ x }}{% endfor %}", { l: [1, 2, 3] }, "a1b2a3"],
  ["{% cycle a b as c %}{% cycle c %}{% cycle c %}", { a: "<", b: "y" }, "&lt;y&lt;"],
  [
    "{% for x in l %}{% cycle 'a' 'b' %}{% if x == 2 %}{% resetcycle %}{% endif %}{% endfor %}",
    { l: [1, 2, 3] },
    "aba",
  ],
  ["{% cycle 'a' 'b' as n %}{% cycle n %}{% resetcycle n %}{% cycle n %}", {}, "aba"],
  ["<tr class=\"{% cycle 'odd' 'even' %}\"></tr>", {}, '<tr class="odd"></tr>'],
  [
    "{% for x in l %}{% if forloop.first %}[{% endif %}{{ x }}{% if not forloop.last %}, {% else %}]{% endif %}{% endfor %}",
    { l: [1, 2, 3] },
    "[1, 2, 3]",
  ],
]);
