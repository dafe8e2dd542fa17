import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./kanban.ts";

const app = createApp({ routes, ...look("kanban") });

console.log(`Open ${await app.serve()}`);
