import { defineConfig } from "vitest/config";

/** `import "liveloom"` means the sources here, as TypeScript's customConditions say too. */
const conditions = ["source", "node"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Many tests wait for something most of the time; by default one core would be left alone.
    maxWorkers: 2,
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
          name: "e2e",
          include: ["test/e2e/**/*.test.ts", "test/patches/**/*.test.ts"],
          // They wait for a browser half of the time, and what they test is in processes of their own.
          maxWorkers: 3,
          isolate: false,
          // A project with a number of workers of its own runs after the others.
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
