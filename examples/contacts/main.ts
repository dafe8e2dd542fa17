import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./contacts.ts";

const app = createApp({ routes, ...look("contacts") });

console.log(`Open ${await app.serve()}`);
