import { defineConfig } from "vitest/config";

/** As in a project of its own: "liveloom" is the package that was built. */
export default defineConfig({ test: { include: ["*.vitest.ts"], testTimeout: 20_000 } });
