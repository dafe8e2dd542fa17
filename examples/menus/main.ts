import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./menus.ts";

const app = createApp({ routes, ...look("menus") });

console.log(`Open ${await app.serve()}`);
