import { createReadStream } from "node:fs";
import { posix } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { LiveloomError } from "../errors.ts";
import { type FolderFile, folderFiles } from "./folder-files.ts";

const hashCharacters = 8;
const maxListedNames = 20;
const foreverCaching = "public, max-age=31536000, immutable";
const checkedCaching = "no-cache";

/** Files of one folder, answered under one URL prefix. */
export interface StaticFiles {
  /**
   * The address of a file, with a hash of its content in the name, so that browsers may keep it forever.
   *
   * @throws {LiveloomError} LV-STATIC-UNKNOWN when the folder has no such file.
   * @example files.url("app.css") // "/static/app.3f2a1b9c.css"
   */
  url(name: string): string;
  /**
   * The answer to a GET or HEAD request for one of the files; undefined for every other request.
   * Under its plain name a file is answered too, and the browser asks each time whether it has changed.
   */
  respond(request: Request): Response | undefined;
}

interface Resource {
  readonly file: FolderFile;
  readonly caching: string;
}

/**
 * Serves a folder's files. The folder is read once, now: later changes need a restart. Requests are only looked
 * up among the names that were found, so no request can reach another file, whatever its path looks like
 * (OWASP ASVS 5.0, 5.3.2). Links and dotfiles are left out; a file may have at most 2 GiB.
 *
 * @throws {LiveloomError} LV-STATIC-FOLDER when the folder cannot be read.
 * @param folder A path, relative to the working directory, or a file URL.
 * @example const files = staticFiles("/static/", new URL("./public", import.meta.url));
 */
export function staticFiles(urlPrefix: string, folder: string | URL): StaticFiles {
  const prefix = ["", ...urlPrefix.split("/").filter(Boolean), ""].join("/");
  const addresses = new Map<string, string>();
  const resources = new Map<string, Resource>();
  for (const file of readFolder(typeof folder === "string" ? folder : fileURLToPath(folder))) {
    const versioned = prefix + versionedName(file);
    addresses.set(file.name, versioned.split("/").map(encodeURIComponent).join("/"));
    resources.set(versioned, { file, caching: foreverCaching });
    resources.set(prefix + file.name, { file, caching: checkedCaching });
  }

  return {
    url(name) {
      const address = addresses.get(name);
      if (address === undefined) throw unknownFile(name, [...addresses.keys()]);
      return address;
    },
    respond(request) {
      if (request.method !== "GET" && request.method !== "HEAD") return undefined;
      const resource = resources.get(decodedPath(request));
      return resource && answer(request, resource);
    },
  };
}

function readFolder(folder: string): FolderFile[] {
  try {
    return folderFiles(folder);
  } catch (error) {
    throw new LiveloomError("LV-STATIC-FOLDER", { folder, reason: String(error) });
  }
}

function versionedName({ name, hash }: FolderFile): string {
  const extension = posix.extname(name);
  const stem = name.slice(0, name.length - extension.length);
  return `${stem}.${hash.slice(0, hashCharacters)}${extension}`;
}

function unknownFile(name: string, names: readonly string[]): LiveloomError {
  const listed = names.slice(0, maxListedNames).join(", ");
  const known =
    names.length > maxListedNames ? `${listed} and ${names.length - maxListedNames} more` : listed;
  return new LiveloomError("LV-STATIC-UNKNOWN", { name, known });
}

function decodedPath(request: Request): string {
  const { pathname } = new URL(request.url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

function answer(request: Request, { file, caching }: Resource): Response {
  const etag = `"${file.hash}"`;
  const headers = new Headers({ etag, "cache-control": caching, "x-content-type-options": "nosniff" });
  if (holds(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  headers.set("content-type", file.type);
  headers.set("content-length", String(file.size));
  return new Response(request.method === "HEAD" ? null : content(file), { headers });
}

// An entity tag in its quotes cannot be part of another one, so the list need not be taken apart.
function holds(ifNoneMatch: string | null, etag: string): boolean {
  return ifNoneMatch !== null && (ifNoneMatch.trim() === "*" || ifNoneMatch.includes(etag));
}

function content(file: FolderFile) {
  return file.content ?? Readable.toWeb(createReadStream(file.path, { end: file.size - 1 }));
}
