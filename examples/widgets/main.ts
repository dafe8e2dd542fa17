import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./widgets.ts";

const app = createApp({ routes, ...look("widgets") });

console.log(`Open ${await app.serve()}`);
