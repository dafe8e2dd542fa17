import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./dashboard.ts";

const app = createApp({ routes, ...look("dashboard") });

console.log(`Open ${await app.serve()}`);
