const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** Breaks lines at spaces so that they have at most `width` characters; longer words stay whole. */
export function wrapWords(text: string, width: number): string {
  const lines = text.split(lineEnd);
  if (lines.at(-1) === "") lines.pop();
  const wrapped = lines.flatMap((line) => wrapLine(line, width));
  if (text.endsWith("\n")) wrapped.push("");
  return wrapped.join("\n");
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current: string[] = [];
  let length = 0;
  const finish = () => {
    if (current.at(-1)?.trim() === "") current.pop();
    if (current.length > 0) lines.push(current.join(""));
    current = [];
    length = 0;
  };
  for (const chunk of line.replaceAll("\t", "        ").split(/(\s+)/).filter(Boolean)) {
    if (length + [...chunk].length > width && current.length > 0) finish();
    if (chunk.trim() === "" && current.length === 0 && lines.length > 0) continue;
    current.push(chunk);
    length += [...chunk].length;
  }
  finish();
  return lines.length > 0 ? lines : [line];
}
