import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./lunch.ts";

const app = createApp({ routes, ...look("lunch") });

console.log(`Open ${await app.serve()}`);
