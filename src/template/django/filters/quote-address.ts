import { quote, quotePlus } from "../quote.ts";

/** Characters with a meaning in addresses (RFC 3986, section 2.2). */
const reserved = "!$&'()*+,;=:/?#[]@~";

/** Percent-encodes an address that may be encoded already. */
export function quoteAddress(address: string): string {
  const [, scheme = "", host = "", path = "", query, fragment] =
    /^([a-z][a-z0-9+.-]*:)(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is.exec(address) ?? [];
  if (!scheme) return requote(address);
  const search = query ? `?${requoteQuery(query)}` : "";
  return `${scheme.toLowerCase()}//${requote(host)}${requote(path)}${search}${fragment ? `#${requote(fragment)}` : ""}`;
}

function requote(text: string): string {
  return quote(unquote(text), reserved);
}

function requoteQuery(query: string): string {
  const pairs = query.split("&").filter(Boolean);
  return pairs
    .map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [name, value.join("=")]
        .map((part) => quotePlus(unquote(unquote(part.replaceAll("+", " ")))))
        .join("=");
    })
    .join("&");
}

/** Bytes that are no UTF-8 become replacement characters. */
function unquote(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (bytes) => {
    const codes = bytes
      .slice(1)
      .split("%")
      .map((code) => Number.parseInt(code, 16));
    return new TextDecoder().decode(new Uint8Array(codes));
  });
}
