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
      stderr.write(question);
      const answer = await readLine(secret);
      if (secret) stderr.write("\n");
      return answer;
    },
    input: async () => (await text(stdin)).replace(/\r?\n$/, ""),
  };
}

async function readLine(isSecret: boolean): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = isSecret ? nowhere : process.stderr;
  const reader = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY === true });
  try {
    return await new Promise<string>((resolve, reject) => {
      reader.once("close", () => reject(new Aborted()));
      reader.once("SIGINT", () => reject(new Aborted()));
      reader.question("").then(resolve, reject);
    });
  } finally {
    reader.close();
  }
}
