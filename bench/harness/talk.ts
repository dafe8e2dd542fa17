import { once } from "node:events";
import type { WebSocket } from "ws";

/** A conversation of one question after the other: the next is asked when the last was answered. */
export interface Talk {
  readonly socket: WebSocket;
  /** The frame with this number. */
  question(sequence: number): string;
  /** Whether the frame answers the question with this number. */
  isAnswer(frame: string, sequence: number): boolean;
  /** Ends it for good, on both sides. */
  close(): void;
  /** The number of the last question; each has the next one. */
  sequence: number;
}

/** Asks as long as `more` says so after an answer, which it is given. @throws when an answer is not one. */
export async function ask(talk: Talk, more: (answer: Buffer) => boolean): Promise<void> {
  const { socket } = talk;
  const settled = new AbortController();
  const { signal } = settled;
  const closed = once(socket, "close", { signal }).then(() => {
    throw new Error("The server closed the connection");
  });
  const finished = new Promise<void>((resolve, reject) => {
    const next = (): void => socket.send(talk.question(++talk.sequence));
    const receive = (answer: Buffer): void => {
      if (!talk.isAnswer(answer.toString(), talk.sequence)) reject(new Error(`Not an answer: ${answer}`));
      else if (more(answer)) next();
      else resolve();
    };
    socket.on("message", receive);
    signal.addEventListener("abort", () => socket.off("message", receive));
    next();
  });
  await Promise.race([finished, closed]).finally(() => settled.abort());
}
