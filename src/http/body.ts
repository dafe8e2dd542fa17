import { LiveloomError } from "../errors.ts";

const formType = "application/x-www-form-urlencoded";
const maxShownTypeCharacters = 100;

export interface FormLimits {
  /** Largest body in bytes. Default 65,536. */
  readonly maxBytes: number;
  /** Most fields, repeated names included. Default 200. */
  readonly maxFields: number;
}

export const defaultFormLimits: FormLimits = { maxBytes: 65_536, maxFields: 200 };

/** The fields of a posted form. Every name is harmless, `__proto__` too. */
export class FormFields {
  readonly #values = new Map<string, string[]>();

  constructor(entries: Iterable<readonly [name: string, value: string]>) {
    for (const [name, value] of entries) {
      const values = this.#values.get(name);
      if (values) values.push(value);
      else this.#values.set(name, [value]);
    }
  }

  /** The field's first value. */
  get(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  /** All values of the field in the order they were sent; empty when it was not. */
  getAll(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** The fields' names in the order they were first sent. */
  names(): Iterable<string> {
    return this.#values.keys();
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }
}

/**
 * Reads a request's body as a posted form (`application/x-www-form-urlencoded`, URL standard, section 5.1).
 * A body can be read once. Values come as they were sent, NUL characters included: check them before use.
 *
 * When it refuses, the rest of the body is neither read nor cancelled: the server does that after it has answered.
 *
 * @throws {LiveloomError} LV-BODY-TYPE for another content type, LV-BODY-SIZE when the announced or the actual
 * size is over the limit, LV-BODY-FIELDS for too many fields.
 */
export async function readForm(request: Request, limits: Partial<FormLimits> = {}): Promise<FormFields> {
  const { maxBytes, maxFields } = { ...defaultFormLimits, ...limits };
  requireFormType(request);
  const body = await readText(request, maxBytes);
  const entries = new URLSearchParams(body);
  if (entries.size > maxFields) throw new LiveloomError("LV-BODY-FIELDS", { limit: maxFields });
  return new FormFields(entries);
}

function requireFormType(request: Request): void {
  const header = request.headers.get("content-type") ?? "nothing";
  const [type = ""] = header.split(";", 1);
  if (type.trim().toLowerCase() === formType) return;
  throw new LiveloomError("LV-BODY-TYPE", { got: header.slice(0, maxShownTypeCharacters) });
}

/** Reads a request's body as UTF-8. @throws LV-BODY-SIZE */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  requireSize(Number(request.headers.get("content-length")), maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // A cancelled body takes the connection with it, and the browser would never see the refusal.
  for await (const chunk of request.body?.values({ preventCancel: true }) ?? []) {
    size += chunk.byteLength;
    requireSize(size, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function requireSize(bytes: number, limit: number): void {
  if (bytes > limit) throw new LiveloomError("LV-BODY-SIZE", { limit });
}
