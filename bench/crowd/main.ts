/** Opens connections to a server and tells the benchmark when all of them have received a text. */
import type { LightSocket } from "./light-socket.ts";
import { bareCrowd, callingCrowd, liveCrowd } from "./open-crowd.ts";

const [kind, origin = "", count] = process.argv.slice(2);
const crowds: Readonly<Record<string, typeof bareCrowd>> = { live: liveCrowd, handlers: callingCrowd };
const crowd = await (crowds[kind ?? ""] ?? bareCrowd)(origin, Number(count));

process.on("message", ({ text }: { text: string }) => {
  void received(crowd, text).then(
    () => process.send?.("received"),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
  process.send?.("expecting");
});
process.on("disconnect", () => process.exit());
process.send?.("ready");

/** @throws when somebody got something else. */
async function received(sockets: readonly LightSocket[], expected: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let missing = sockets.length;
    const receive = (text: string): void => {
      if (text !== expected) reject(new Error(`Expected ${expected}, got ${text}`));
      if (--missing === 0) resolve();
    };
    for (const socket of sockets) socket.onMessage(receive);
  });
}
