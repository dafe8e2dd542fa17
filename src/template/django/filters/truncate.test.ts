import { raw } from "../../raw.ts";
import { rendersAsDjango } from "../rendering.contract.ts";

rendersAsDjango([
  ["{{ a|truncatechars:5 }}", { a: "Joel is a slug" }, "Joel…"],
  ["{{ a|truncatechars:5 }}", { a: "Joel" }, "Joel"],
  ["{{ a|truncatechars:5 }}", { a: "Joels" }, "Joels"],
  ["{{ a|truncatechars:5 }}", { a: "😀😀😀😀😀😀" }, "😀😀😀😀…"],
  ["{{ a|truncatechars:5 }}", { a: "" }, ""],
  ["{{ a|truncatechars:0 }}", { a: "abc" }, ""],
  ["{{ a|truncatechars:1 }}", { a: "abc" }, "…"],
  ["{{ a|truncatechars:b }}", { a: "abc", b: "x" }, "abc"],
  ["{{ a|truncatewords:2 }}", { a: "Joel is  a slug" }, "Joel is …"],
  ["{{ a|truncatewords:2 }}", { a: "Joel\nis" }, "Joel is"],
  ["{{ a|truncatewords:2 }}", { a: "one" }, "one"],
  ["{{ a|truncatewords_html:2 }}", { a: raw("<p>one <b>two three</b> four</p>") }, "<p>one <b>two …</b></p>"],
  ["{{ a|truncatewords_html:2 }}", { a: raw("<p>one two</p>") }, "<p>one two</p>"],
  ["{{ a|truncatewords_html:2 }}", { a: "a &amp; b c" }, "a &amp;amp; …"],
  ["{{ a|truncatechars_html:6 }}", { a: raw("<p>one <b>two three</b></p>") }, "<p>one <b>t…</b></p>"],
  ["{{ a|truncatechars_html:6 }}", { a: raw("<p>one</p>") }, "<p>one</p>"],
  ["{{ a|truncatechars_html:6 }}", { a: raw("a<br>bcdefghi") }, "a<br>bcde…"],
]);
