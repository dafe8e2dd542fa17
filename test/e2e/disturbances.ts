/** What scripts may do to a page before the client starts without anything having to be sent again. */
export const harmless: Readonly<Record<string, () => void>> = {
  "nothing happens": () => {},
  "a widget adds elements and removes them": () => {
    const root = document.querySelector("[live-view]");
    for (const tag of ["aside", "b"]) root?.prepend(document.createElement(tag));
    root?.querySelector("b, aside")?.remove();
  },
  "the content of an ignored element is replaced": () => {
    document.querySelector("#ignored")?.replaceChildren(document.createElement("canvas"));
  },
  "marked elements are copied into an ignored element": () => {
    const row = document.querySelector("#mixed");
    if (row) document.querySelector("#ignored")?.append(row.cloneNode(true));
  },
  "texts are split": () => {
    const text = document.querySelector("#inline")?.firstChild;
    if (text instanceof Text) text.splitText(1);
  },
  "texts are removed": () => document.querySelector("output")?.replaceChildren(),
  "attributes change": () => document.querySelector("#inline")?.setAttribute("class", "x"),
  "the layout around the view changes": () => {
    document.title = "other";
    const wrapper = document.createElement("div");
    const main = document.querySelector("main");
    main?.replaceWith(wrapper);
    if (main) wrapper.append(main);
  },
};

/** What extensions, translations and scripts do to a page. Each runs in the browser, on a live view's root. */
export const disturbances: Readonly<Record<string, (root: Element) => void>> = {
  "elements are added everywhere": (root) => {
    for (const element of root.querySelectorAll("output, p, b, i, tr, td, dt, h2, input")) {
      const added = document.createElement(element.localName === "tr" ? "tr" : "aside");
      added.className = "added";
      added.textContent = "added";
      element.before(added);
    }
  },
  "an element with a value is removed": (root) => root.querySelector("#mixed b")?.remove(),
  "an element around values is removed": (root) => root.querySelector("#inline")?.remove(),
  "a row is removed": (root) => root.querySelector("#rows tr")?.remove(),
  "a row is copied": (root) => {
    const row = root.querySelector("#rows tr");
    row?.after(row.cloneNode(true));
  },
  "a table is sorted": (root) => {
    for (const row of [...root.querySelectorAll("#rows tr")]) row.parentElement?.prepend(row);
  },
  "rows of several elements are sorted": (root) => {
    for (const node of [...(root.querySelector("#pairs")?.childNodes ?? [])])
      node.parentElement?.prepend(node);
  },
  "elements with values are moved": (root) =>
    root.querySelector("#mixed")?.before(root.querySelector("#inline") ?? ""),
  "elements with values are wrapped": (root) => {
    for (const element of root.querySelectorAll("[lv]:not(tr, td, tbody, dd)")) {
      const wrapper = document.createElement("span");
      element.replaceWith(wrapper);
      wrapper.append(element);
    }
  },
  "marks are removed": (root) => {
    for (const element of root.querySelectorAll("[lv]")) element.removeAttribute("lv");
  },
  "comments are removed": (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
    const comments: Node[] = [];
    while (walker.nextNode()) comments.push(walker.currentNode);
    for (const comment of comments) comment.parentNode?.removeChild(comment);
  },
  "some comments are removed": (root) => {
    const nodes = [...(root.querySelector("#mixed")?.childNodes ?? [])];
    nodes.find((node) => node.nodeType === Node.COMMENT_NODE && node.nodeValue === "]")?.remove();
  },
  "a value is shown by another element": (root) => {
    const other = document.createElement("strong");
    other.textContent = "other";
    root.querySelector("#mixed b")?.replaceWith(other);
  },
  "texts are split": (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) if (text.length > 1) text.splitText(1);
  },
  "texts are joined": (root) => root.normalize(),
  "texts are put into <font>": (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode())
      if (walker.currentNode.parentElement?.localName !== "textarea") texts.push(walker.currentNode);
    for (const text of texts) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      text.parentNode?.replaceChild(outer, text);
      outer.append(inner);
      inner.append(text);
    }
  },
  "a translation puts inline elements into another order": (root) => {
    const line = root.querySelector("#inline");
    line?.prepend(...[...line.children].toReversed());
  },
  "everything is parsed again": (root) => {
    root.innerHTML += "";
  },
  "everything is removed": (root) => root.replaceChildren(),
};
