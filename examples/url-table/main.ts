import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./url-table.ts";

const app = createApp({ routes, ...look("url-table") });

console.log(`Open ${await app.serve()}`);
