import type { CustomFetchOptions } from "openid-client";

/** Largest answer that is read from a provider, in bytes. */
export const answerLimit = 512 * 1024;

/** Like `fetch`, but of no endless answer, and following nobody elsewhere. */
export async function boundedFetch(
  url: string,
  { body: sent, signal, ...init }: CustomFetchOptions,
): Promise<Response> {
  const given = { ...(sent && { body: sent }), ...(signal && { signal }) };
  const response = await fetch(url, { ...init, ...given, redirect: "manual" });
  const { status, statusText, headers } = response;
  const body = await readBounded(response);
  return new Response(body.length > 0 ? body : null, { status, statusText, headers });
}

/** @throws RangeError over the limit */
async function readBounded({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > answerLimit) throw new RangeError("The answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
