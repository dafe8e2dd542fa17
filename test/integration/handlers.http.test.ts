import { connectOverHttp } from "./live-app.ts";

connectOverHttp();

await import("./handlers.test.ts");
