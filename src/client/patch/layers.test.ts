// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from "vitest";
import { attributeLayer, classLayer, Layers, textLayer } from "./layers.ts";

let layers: Layers;
let element: HTMLElement;

beforeEach(() => {
  layers = new Layers();
  document.body.innerHTML = '<p class="a" title="server"><b lv>1</b> left</p>';
  element = document.querySelector("p") as HTMLElement;
});

const html = () => document.body.innerHTML;

/** What the server sees of the page while it changes it. */
function seenBy(change: () => void = () => {}): string {
  let seen = "";
  layers.suspend(() => {
    seen = html();
    change();
  });
  return seen;
}

describe("what a command has changed", () => {
  const untouched = '<p class="a" title="server"><b lv="">1</b> left</p>';

  test("is there no more while the server changes the page, and again after", () => {
    layers.add(attributeLayer(element, ["title", "mine"], undefined));
    layers.add(attributeLayer(element, ["hidden", ""], undefined));
    layers.add(classLayer(element, ["b", true], undefined));
    layers.add(classLayer(element, ["a", false], undefined));
    const shown = html();
    expect(seenBy()).toBe(untouched);
    expect(html()).toBe(shown);
    expect(shown).toContain('class="b"');
  });

  test("is given up when the server changes the same attribute, and only then", () => {
    layers.add(attributeLayer(element, ["title", "mine"], undefined));
    layers.add(attributeLayer(element, ["lang", "de"], undefined));
    seenBy(() => element.setAttribute("title", "new"));
    expect([element.title, element.lang]).toEqual(["new", "de"]);
    seenBy(() => element.setAttribute("title", "server"));
    expect(element.title).toBe("server");
  });

  test("counts for each class name by itself", () => {
    layers.add(classLayer(element, ["open", true], undefined));
    layers.add(classLayer(element, ["a", false], undefined));
    seenBy(() => element.setAttribute("class", "a urgent"));
    expect(element.className).toBe("urgent open");
    seenBy(() => element.setAttribute("class", "urgent"));
    seenBy(() => element.setAttribute("class", "a"));
    expect(element.className).toBe("a open");
  });

  test("leaves no trace when it is taken back", () => {
    element.removeAttribute("class");
    layers.add(classLayer(element, ["b", true], undefined));
    layers.add(classLayer(element, ["b", false], undefined));
    layers.add(attributeLayer(element, ["hidden", ""], undefined));
    layers.add(attributeLayer(element, ["hidden", null], undefined));
    expect(html()).toBe('<p title="server"><b lv="">1</b> left</p>');
  });

  test("goes with its element", () => {
    layers.add(classLayer(element, ["b", true], undefined));
    seenBy(() => element.remove());
    document.body.append(element);
    seenBy();
    expect(element.className).toBe("a");
  });

  test("does not undo what somebody else has changed since", () => {
    layers.add(attributeLayer(element, ["title", "mine"], undefined));
    element.title = "theirs";
    seenBy();
    expect(element.title).toBe("theirs");
  });
});

describe("what is shown until an event is answered", () => {
  test("is rolled back exactly, in whatever order the answers come", () => {
    const before = html();
    const nodes = [...element.childNodes];
    const over = new Set<number>();
    for (const number of [1, 2, 3]) {
      const isOver = () => over.has(number);
      layers.add(classLayer(element, [`c${number % 2}`, true], isOver));
      layers.add(attributeLayer(element, ["title", `${number}`], isOver));
      layers.add(textLayer(element, `text ${number}`, isOver));
    }
    expect(element.textContent).toBe("text 3");
    for (const [number, text] of [
      [2, "text 3"],
      [3, "text 1"],
    ] as const) {
      over.add(number);
      seenBy();
      expect([element.textContent, element.title]).toEqual([text, text.slice(5)]);
    }
    over.add(1);
    expect(layers.isOutdated).toBe(true);
    seenBy();
    expect(html()).toBe(before);
    expect([...element.childNodes]).toEqual(nodes);
    expect(layers.isOutdated).toBe(false);
  });

  test("stays when the server changes the same thing meanwhile, and then shows what the server wants", () => {
    let isOver = false;
    layers.add(attributeLayer(element, ["title", "soon"], () => isOver));
    layers.add(textLayer(element, "soon", () => isOver));
    seenBy(() => {
      element.title = "other";
      (element.firstChild as Element).textContent = "2";
    });
    expect([element.title, element.textContent]).toEqual(["soon", "soon"]);
    isOver = true;
    seenBy();
    expect([element.title, element.textContent]).toEqual(["other", "2 left"]);
  });
});
