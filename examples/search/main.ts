import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./search.ts";

const app = createApp({ routes, ...look("search") });

console.log(`Open ${await app.serve()}`);
