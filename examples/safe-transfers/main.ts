import { createApp } from "liveloom";
import { look } from "../shared/look.ts";
import { routes } from "./safe-transfers.ts";

const app = createApp({
  routes,
  ...look("safe-transfers"),
  request: { locales: ["en-IE", "de-DE", "fr-FR"] },
});

console.log(`Open ${await app.serve()}`);
