import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./wizard.ts";

const app = createApp({ routes, ...look("wizard") });

console.log(`Open ${await app.serve()}`);
