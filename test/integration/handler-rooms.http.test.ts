import { connectOverHttp } from "./live-app.ts";

connectOverHttp();

await import("./handler-rooms.test.ts");
await import("./handler-named-rooms.test.ts");
