import { attributes } from "../../src/shared/markup.ts";
import { pageToken } from "../../src/shared/wire.ts";

/** What a browser knows when the page has arrived and its socket has not been opened. */
export interface OpenPage {
  readonly origin: string;
  readonly token: string;
  readonly cookie: string;
}

/** Of its view; of a page without one, the token by which it calls handlers. */
const tokenPattern = new RegExp(`(?:${attributes.token}|${pageToken}" content)="([^"]+)"`);

/** Requests the page as a visitor who was never here before. */
export async function openPage(origin: string): Promise<OpenPage> {
  const response = await fetch(origin, { headers: { accept: "text/html" } });
  const [, token] = tokenPattern.exec(await response.text()) ?? [];
  const [cookie] = response.headers.get("set-cookie")?.split(";") ?? [];
  if (!token || !cookie) throw new Error(`The page has no token or no cookie (HTTP ${response.status})`);
  return { origin, token, cookie };
}
