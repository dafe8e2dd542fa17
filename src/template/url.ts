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
  if (isPlain(url)) return url;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip exactly these
  const seen = url.replace(/^[\u0000-\u0020]+/, "").replace(/[\t\n\r]/g, "");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(seen)?.[1]?.toLowerCase();
  if (scheme === undefined || allowedSchemes.has(scheme)) return url;
  return isInlineImage(seen, attribute) ? url : refusedUrl;
}

/** Whether `start` decides that every address that starts with it is safe. */
export function isSafeStart(start: string): boolean {
  return isPlain(start) || /^[a-z0-9_-]*[/?#]/i.test(start);
}

/** Nearly all addresses: they start with a path, a query or a fragment, or with a usual scheme. */
function isPlain(url: string): boolean {
  const first = url.charCodeAt(0);
  if (first === slash || first === hash || first === questionMark) return true;
  return first === letterH ? /^https?:/.test(url) : url.startsWith("mailto:");
}

const [hash, slash, questionMark, letterH] = [0x23, 0x2f, 0x3f, 0x68];

function isInlineImage(url: string, attribute: string): boolean {
  return (
    (attribute === "src" || attribute === "poster") && /^data:image\/(png|jpeg|gif|webp|avif)[;,]/i.test(url)
  );
}
