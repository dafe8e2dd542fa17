/** A place in a file of code. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
}

/**
 * The code that called into a folder, read off a stack trace; undefined when that says nothing.
 * @param folder of whoever asks: `new URL(".", import.meta.url)`. Its tests do not belong to it.
 */
export function callerOutside(folder: URL): CodePlace | undefined {
  const isOwn = (frame: string) =>
    (frame.includes(folder.href) || frame.includes(pathOf(folder.href))) && !frame.includes(".test.");
  const frames = (new Error().stack ?? "").split("\n").slice(2);
  const caller = frames.find((frame) => frame.includes(":") && !isOwn(frame)) ?? "";
  const [, file, line] = /(?:\(|at (?:async )?)([^()]+):(\d+):\d+\)?$/.exec(caller) ?? [];
  return file === undefined ? undefined : { file: pathOf(file), line: Number(line) };
}

function pathOf(file: string): string {
  return file.startsWith("file:") ? decodeURI(new URL(file).pathname) : file;
}
