import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./feed.ts";

const app = createApp({ routes, ...look("feed") });

console.log(`Open ${await app.serve()}`);
