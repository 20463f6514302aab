import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";
import { findChromium } from "./scripts/chromium.mjs";

process.env.TZ = "UTC";

/** What needs the built server: a real browser's journeys, and the server itself on Node, on Deno and as one file. One after the other. */
export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    globalSetup: ["tests/setup/scratch-database.ts", "tests/setup/built-server.ts"],
    setupFiles: ["tests/setup/own-database.ts", "tests/setup/jobs.ts"],
    pool: "forks",
    maxWorkers: 1,
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    retry: process.env.CI ? 1 : 0, // a browser on a busy machine may be late once; twice is a fault
    env: {
      TZ: "UTC",
      NODE_ENV: "test",
      VENDORS: "local",
      SCRYPT_COST: "1024",
      SESSION_SECRET: "a secret that only tests know, of some length",
      ENCRYPTION_KEYS: "v1:b25seSB0ZXN0cyBrbm93IHRoaXMga2V5LCAzMiBieXQ=",
    },
    projects: [
      { extends: true, test: { name: "built", include: ["tests/**/*.built.test.ts"] } },
      {
        extends: true,
        test: { name: "proof", include: ["tests/proof/**/*.test.ts"], testTimeout: process.env.PROOF ? 7_200_000 : 300_000 },
      },
      ...(findChromium() ? [{ extends: true as const, test: { name: "journeys", include: ["tests/journeys/**/*.test.ts"] } }] : []),
    ],
  },
});
