import { rendersAsDjango } from "../rendering.contract.ts";

rendersAsDjango([
  ["{% load i18n %}{% translate 'Hi <b>' %}", {}, "Hi <b>"],
  ["{% load i18n %}{% trans a %}", { a: "<x>" }, "&lt;x&gt;"],
  ["{% load i18n %}{% translate 'x' as y %}{{ y }}", {}, "x"],
  ["{% load i18n %}{% translate 'a'|upper %}", {}, "A"],
  ["{% load i18n %}{% translate 'x' noop %}{% translate 'y' context 'z' %}", {}, "xy"],
  ["{% load i18n %}{% blocktranslate %}Hi {{ a }} 100%{% endblocktranslate %}", { a: "<" }, "Hi &lt; 100%"],
  ["{% load i18n %}{% blocktranslate with b=a|upper %}Hi {{ b }}{% endblocktranslate %}", { a: "x" }, "Hi X"],
  [
    "{% load i18n %}{% blocktrans count n=l|length %}{{ n }} item{% plural %}{{ n }} items{% endblocktrans %}",
    { l: [1] },
    "1 item",
  ],
  [
    "{% load i18n %}{% blocktrans count n=l|length %}{{ n }} item{% plural %}{{ n }} items{% endblocktrans %}",
    { l: [1, 2] },
    "2 items",
  ],
  ["{% load i18n %}{% blocktranslate trimmed %}\n  a\n  b\n{% endblocktranslate %}", {}, "a b"],
  [
    "{% load i18n %}{% blocktranslate asvar v %}x {{ a }}{% endblocktranslate %}[{{ v }}]",
    { a: "&" },
    "[x &amp;]",
  ],
  [
    "{% load i18n %}{% blocktranslate with a as x and b as y %}{{ x }}{{ y }}{% endblocktranslate %}",
    { a: 1, b: 2 },
    "12",
  ],
  ["{% load i18n %}{% get_current_language as l %}{{ l }}", {}, "en-us"],
  ["{% load i18n %}{% language 'de' %}{% get_current_language as l %}{{ l }}{% endlanguage %}", {}, "de"],
  ["{% load i18n %}{% get_current_language_bidi as b %}{{ b }}", {}, "False"],
  [
    "{% load i18n %}{% get_language_info for 'de' as l %}{{ l.code }} {{ l.name }} {{ l.name_local }} {{ l.bidi }}",
    {},
    "de German Deutsch False",
  ],
  [
    "{% load i18n %}{% get_language_info_list for c as l %}{% for x in l %}{{ x.name }} {% endfor %}",
    { c: ["it", ["fa", "Persian"]] },
    "Italian Persian ",
  ],
  [
    "{% load i18n %}{{ 'nl'|language_name }} {{ 'he'|language_bidi }} {{ 'de'|language_name_local }}",
    {},
    "Dutch True Deutsch",
  ],
  ["{% load i18n %}{% trans a|default:'x' as y %}[{{ y }}]", {}, "[x]"],
  ["{% load i18n %}<p title=\"{% translate 'a' %}\"></p>", {}, '<p title="a"></p>'],
]);
