import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./scroll.ts";

const app = createApp({ routes, ...look("scroll") });

console.log(`Open ${await app.serve()}`);
