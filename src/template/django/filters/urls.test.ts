import { raw } from "../../raw.ts";
import { rendersAsDjango } from "../rendering.contract.ts";

rendersAsDjango([
  ["{{ a|urlencode }}", { a: "a b/é?&=~" }, "a%20b/%C3%A9%3F%26%3D~"],
  ["{{ a|urlencode:'' }}", { a: "a/b" }, "a%2Fb"],
  ["{{ a|iriencode }}", { a: "/é?a=1&b=[x] %20" }, "/%C3%A9?a=1&amp;b=[x]%20%20"],
  [
    "{{ a|urlize }}",
    { a: "see http://example.com/a?b=1&c=2, ok" },
    'see <a href="http://example.com/a?b=1&amp;c=2" rel="nofollow">http://example.com/a?b=1&amp;c=2</a>, ok',
  ],
  [
    "{{ a|urlize }}",
    { a: "www.example.com and example.org." },
    '<a href="http://www.example.com" rel="nofollow">www.example.com</a> and <a href="http://example.org" rel="nofollow">example.org</a>.',
  ],
  [
    "{{ a|urlize }}",
    { a: "mail me@example.com!" },
    'mail <a href="mailto:me@example.com">me@example.com</a>!',
  ],
  [
    "{{ a|urlize }}",
    { a: "(http://example.com/a_(b))" },
    '(<a href="http://example.com/a_(b)" rel="nofollow">http://example.com/a_(b)</a>)',
  ],
  ["{{ a|urlize }}", { a: "<http://x.de>" }, '&lt;<a href="http://x.de" rel="nofollow">http://x.de</a>&gt;'],
  [
    "{{ a|urlize }}",
    { a: "https://é.de/ü ftp://no.com" },
    '<a href="https://%C3%A9.de/%C3%BC" rel="nofollow">https://é.de/ü</a> ftp://no.com',
  ],
  [
    "{{ a|urlize }}",
    { a: raw("<b>http://a.com</b>") },
    '<b><a href="http://a.com" rel="nofollow">http://a.com</a></b>',
  ],
  ["{{ a|urlize }}", { a: "nothing . here: ok" }, "nothing . here: ok"],
  [
    "{{ a|urlize }}",
    { a: "HTTP://EXAMPLE.COM/%20x" },
    '<a href="http://EXAMPLE.COM/%20x" rel="nofollow">HTTP://EXAMPLE.COM/%20x</a>',
  ],
  ["{{ a|urlize }}", { a: "a.b" }, "a.b"],
  [
    "{{ a|urlize }}",
    { a: "http://a.com/?q=ä&x" },
    '<a href="http://a.com/?q=%C3%A4&amp;x=" rel="nofollow">http://a.com/?q=ä&amp;x</a>',
  ],
  [
    "{{ a|urlizetrunc:15 }}",
    { a: "http://example.com/long/path" },
    '<a href="http://example.com/long/path" rel="nofollow">http://example…</a>',
  ],
  ["{{ a|urlizetrunc:15 }}", { a: "http://a.com" }, '<a href="http://a.com" rel="nofollow">http://a.com</a>'],
]);
