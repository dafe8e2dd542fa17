import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { Aborted, type Io } from "./io.ts";

/** The terminal, or whatever stands in its place in a script. Questions go to the error output: the result stays clean. */
export function terminal(): Io {
  const { stdin, stdout, stderr } = process;
  return {
    cwd: process.cwd(),
    env: process.env,
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    ask: async (question, { secret = false } = {}) => {
      const answer = await readLine(question, secret);
      if (secret) stderr.write("\n");
      return answer;
    },
    input: async () => (await text(stdin)).replace(/\r?\n$/, ""),
  };
}

async function readLine(question: string, isSecret: boolean): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = isSecret ? nowhere : process.stderr;
  // From here on nothing that is typed is shown by the terminal itself.
  const reader = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY === true });
  if (isSecret) process.stderr.write(question);
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.once("close", () => reject(new Aborted()));
      reader.once("SIGINT", () => reject(new Aborted()));
      reader.question(isSecret ? "" : question).then(resolve, reject);
    });
  } finally {
    reader.close();
  }
}
