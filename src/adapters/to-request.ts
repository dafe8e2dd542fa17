import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { notePeer } from "../http/peer-address.ts";

/** Node's request as a web-standard one; undefined when there is not one Host header that makes an address (RFC 9112, 3.2). */
export function toRequest(incoming: IncomingMessage): Request | undefined {
  const { method = "GET", url = "/", headers, headersDistinct, socket } = incoming;
  if (headersDistinct.host?.length !== 1) return undefined;
  const scheme = "encrypted" in socket ? "https" : "http";
  const address = `${scheme}://${headers.host}${url}`;
  if (!headers.host || !/^[\w.:[\]-]+$/.test(headers.host) || !url.startsWith("/") || !URL.canParse(address))
    return undefined;
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody
    ? { body: Readable.toWeb(incoming) as NonNullable<RequestInit["body"]>, duplex: "half" as const }
    : {};
  try {
    const request = new Request(address, { method, headers: toHeaders(incoming), ...body });
    notePeer(request, socket.remoteAddress);
    return request;
  } catch {
    return undefined;
  }
}

function toHeaders({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return headers;
}
