const ownFolder = new URL(".", import.meta.url);

/** The file and line that declares a handler, read off a stack trace: "/app/handlers/hello.ts:3". */
export function placeOfHandler(): string {
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  const caller = frames.find((frame) => frame.includes(":") && !isOwn(frame)) ?? "";
  const [, file = "a file", line = "?"] = /(?:\(|at (?:async )?)([^()]+):(\d+):\d+\)?$/.exec(caller) ?? [];
  const path = file.startsWith("file:") ? decodeURI(new URL(file).pathname) : file;
  return `${path}:${line}`;
}

function isOwn(frame: string): boolean {
  const inFolder = frame.includes(ownFolder.href) || frame.includes(decodeURI(ownFolder.pathname));
  return inFolder && !frame.includes(".test.");
}
