import { rendersAsDjango } from "../rendering.contract.ts";

rendersAsDjango([
  ["{% querystring q page=2 %}", { q: { a: "1" } }, "?a=1&amp;page=2"],
  ["{% querystring q a=None %}", { q: { a: "1", b: "x y" } }, "?b=x+y"],
  ["{% querystring q b=l %}", { q: { a: "1" }, l: ["1", null, "2"] }, "?a=1&amp;b=1&amp;b=2"],
  ["{% querystring q r a='ö&' %}", { q: { a: "1" }, r: { b: "2" } }, "?a=%C3%B6%26&amp;b=2"],
  ["{% querystring q a=None %}", { q: { a: "1" } }, "?"],
  ['<a href="{% querystring q page=3 %}">x</a>', { q: { a: "1" } }, '<a href="?a=1&amp;page=3">x</a>'],
  ["{% querystring q a=1 as s %}[{{ s }}]", { q: {} }, "[?a=1]"],
  ["{% load static %}{% static 'a b/c.css' %}", {}, "/static/a%20b/c.css"],
  ['{% load static %}{% static p as u %}<img src="{{ u }}">', { p: "x.png" }, '<img src="/static/x.png">'],
  ["{% load static %}{% get_static_prefix %}", {}, "/static/"],
]);
