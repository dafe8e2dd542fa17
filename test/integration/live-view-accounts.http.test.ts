import { connectOverHttp } from "./live-app.ts";

// What holds over a WebSocket holds without one.
connectOverHttp();
await import("./live-view-accounts.test.ts");
