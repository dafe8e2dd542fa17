import { rendersAsDjango } from "../rendering.contract.ts";

rendersAsDjango([
  ["{{ a|first }}", { a: [1, 2] }, "1"],
  ["{{ a|first }}", { a: [] }, ""],
  ["{{ a|first }}", { a: "xy" }, "x"],
  ["{{ a|last }}", { a: [1, 2] }, "2"],
  ["{{ a|last }}", { a: "" }, ""],
  ["{{ a|last }}", { a: "xy" }, "y"],
  ["{{ a|length }}", { a: [1, 2] }, "2"],
  ["{{ a|length }}", { a: "abc" }, "3"],
  ["{{ a|length }}", { a: { k: 1 } }, "1"],
  ["{{ a|length }}", { a: 5 }, "0"],
  ["{{ a|length }}", { a: null }, "0"],
  ["{{ a|slice:'1:3' }}", { a: [1, 2, 3, 4] }, "[2, 3]"],
  ["{{ a|slice:'1:3' }}", { a: "abcd" }, "bc"],
  ["{{ a|slice:'-2:' }}", { a: "abcd" }, "cd"],
  ["{{ a|slice:'::-1' }}", { a: [1, 2, 3] }, "[3, 2, 1]"],
  ["{{ a|slice:'::2' }}", { a: "abcde" }, "ace"],
  ["{{ a|slice:'2' }}", { a: "abcd" }, "ab"],
  ["{{ a|slice:'x' }}", { a: "abcd" }, "abcd"],
  ["{{ a|slice:':-1' }}", { a: 5 }, "5"],
  [
    "{% for p in a|dictsort:'age' %}{{ p.name }} {% endfor %}",
    {
      a: [
        { name: "Bea", age: 30 },
        { name: "Al", age: 25 },
        { name: "Cy", age: 41 },
      ],
    },
    "Al Bea Cy ",
  ],
  [
    "{% for p in a|dictsortreversed:'age' %}{{ p.name }} {% endfor %}",
    {
      a: [
        { name: "Bea", age: 30 },
        { name: "Al", age: 25 },
        { name: "Cy", age: 41 },
      ],
    },
    "Cy Bea Al ",
  ],
  [
    "{% for p in a|dictsort:'name' %}{{ p.name }} {% endfor %}",
    {
      a: [
        { name: "Bea", age: 30 },
        { name: "Al", age: 25 },
        { name: "Cy", age: 41 },
      ],
    },
    "Al Bea Cy ",
  ],
  [
    "{% for p in a|dictsort:'missing' %}{{ p.name }} {% endfor %}",
    {
      a: [
        { name: "Bea", age: 30 },
        { name: "Al", age: 25 },
        { name: "Cy", age: 41 },
      ],
    },
    "",
  ],
  [
    "{% for p in a|dictsort:'_x' %}{{ p.name }} {% endfor %}",
    {
      a: [
        { name: "Bea", age: 30 },
        { name: "Al", age: 25 },
        { name: "Cy", age: 41 },
      ],
    },
    "",
  ],
  [
    "{% for p in a|dictsort:0 %}{{ p.1 }}{% endfor %}",
    {
      a: [
        [2, "b"],
        [1, "a"],
      ],
    },
    "ab",
  ],
  ["{% for p in a|dictsort:'x.y' %}{{ p.x.y }}{% endfor %}", { a: [{ x: { y: 3 } }, { x: { y: 1 } }] }, "13"],
  ["{{ a|random }}", { a: ["x"] }, "x"],
  ["{{ a|pprint }}", { a: [1, "x"] }, "[1, &#x27;x&#x27;]"],
  ["{{ a|join:', ' }}", { a: [1, 2] }, "1, 2"],
  ["{{ a|join:', ' }}", { a: 5 }, "5"],
  ["{{ a|make_list|join:'-' }}", { a: "abc" }, "a-b-c"],
]);
