import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./board.ts";

const app = createApp({ routes, ...look("board") });

console.log(`Open ${await app.serve()}`);
