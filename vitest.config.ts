import { defineConfig } from "vitest/config";

/** `import "liveloom"` means the sources here, as TypeScript's customConditions say too. */
const conditions = ["source", "node"];

const overHttp = [
  "handler-named-rooms",
  "handler-rooms",
  "handlers",
  "hibernation",
  "live-view",
  "live-view-accounts",
  "stream",
];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Many tests wait for something most of the time; by default one core would be left alone.
    maxWorkers: 2,
    // A worker keeps what it has loaded for its next file: nothing in the framework lives in modules.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          globalSetup: "test/servers/global-setup.ts",
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "bench/**/*.test.ts"],
          // Properties are tried many times, on machines that may be busy.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          globalSetup: "test/servers/global-setup.ts",
          include: ["test/integration/**/*.test.ts"],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          // What holds over a WebSocket holds without one.
          name: "integration over HTTP",
          env: { LIVELOOM_TEST_TRANSPORT: "http" },
          include: overHttp.map((name) => `test/integration/${name}.test.ts`),
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts", "test/patches/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
