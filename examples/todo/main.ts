import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./todo.ts";

const app = createApp({ routes, ...look("todo") });

console.log(`Open ${await app.serve()}`);
