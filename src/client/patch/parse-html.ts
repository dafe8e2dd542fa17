const inert = document.implementation.createHTMLDocument("");

/**
 * Parses HTML as content of `parent`, so that rows, options and SVG parts work: it is the content of the returned
 * element. Scripts in it do not run.
 */
export function parseHtml(parent: Node, html: string): Element {
  const { namespaceURI, localName } = parent as Element;
  const holder = inert.createElementNS(namespaceURI, localName);
  // Otherwise it would choose its first option, and take the choice along.
  if (holder instanceof HTMLSelectElement) holder.multiple = true;
  holder.innerHTML = html;
  return holder;
}

/** The content of the element, without it. */
export function contentOf(holder: Element): DocumentFragment {
  const fragment = document.createDocumentFragment();
  // One by one: a long list would fill the stack as arguments.
  while (holder.firstChild) fragment.appendChild(holder.firstChild);
  return fragment;
}
