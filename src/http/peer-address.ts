const peers = new WeakMap<Request, string>();

/**
 * Notes who a request came from: the other end of its connection, as the system knows it. For adapters, because a
 * web-standard request has no place for it.
 */
export function notePeer(request: Request, address: string | undefined): void {
  if (address !== undefined) peers.set(request, address);
}

/** The other end of the request's connection: a browser, or the proxy before it. Undefined when nobody noted it. */
export function peerOf(request: Request): string | undefined {
  return peers.get(request);
}
