import { createApp, live } from "liveloom";
import { Counter } from "./counter.ts";

const app = createApp({ routes: [live("/", Counter)] });

console.log(`Open ${await app.serve()}`);
