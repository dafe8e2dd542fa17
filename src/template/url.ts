/** What an active address is replaced by; browsers do nothing with it. */
export const refusedUrl = "about:invalid#refused";

const allowedSchemes = new Set(["http", "https", "mailto", "tel", "sms", "ftp", "geo"]);

/**
 * The address itself when it is relative or has a scheme that only fetches or addresses something, else
 * {@link refusedUrl}. `javascript:`, `data:`, `vbscript:`, `blob:` and unknown schemes never render; the one
 * exception are raster images as `data:` addresses in `src` and `poster`.
 *
 * The scheme is found as browsers find it (WHATWG URL, section 4.4): leading control characters and spaces
 * do not count, and neither do tabs and line breaks anywhere.
 */
export function safeUrl(url: string, attribute: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip exactly these
  const seen = url.replace(/^[\u0000-\u0020]+/, "").replace(/[\t\n\r]/g, "");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(seen)?.[1]?.toLowerCase();
  if (scheme === undefined || allowedSchemes.has(scheme)) return url;
  return isInlineImage(seen, attribute) ? url : refusedUrl;
}

function isInlineImage(url: string, attribute: string): boolean {
  return (
    (attribute === "src" || attribute === "poster") && /^data:image\/(png|jpeg|gif|webp|avif)[;,]/i.test(url)
  );
}
