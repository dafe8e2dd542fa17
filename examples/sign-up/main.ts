import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./sign-up.ts";

const app = createApp({ routes, ...look("sign-up") });

console.log(`Open ${await app.serve()}`);
