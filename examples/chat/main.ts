import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./chat.ts";

const app = createApp({ routes, ...look("chat") });

console.log(`Open ${await app.serve()}`);
