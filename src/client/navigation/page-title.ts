/** What the layout puts before and after a page's title. */
let around: [before: string, after: string] | undefined;

/** @param first the title that the page came with */
export function setTitle(first: string, title: string, description: string): void {
  around ??= aroundTitle(plain(first));
  const [before, after] = around;
  document.title = before + title + after;
  document.querySelector("meta[name=description]")?.setAttribute("content", description);
}

function aroundTitle(first: string): [string, string] {
  const at = first ? document.title.indexOf(first) : -1;
  return at < 0 ? ["", ""] : [document.title.slice(0, at), document.title.slice(at + first.length)];
}

/** As `document.title` gives it. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
