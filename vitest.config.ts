import tsconfigPaths from "vite-tsconfig-paths";
import { defineConfig } from "vitest/config";

process.env.TZ = "UTC";

/** Everything but real browsers and built servers (vitest.journeys.config.ts). One process a core, kept from file to file: a test asks for its own company, not for an empty world. */
export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    globalSetup: "tests/setup/scratch-database.ts",
    setupFiles: ["tests/setup/own-database.ts", "tests/setup/network.ts", "tests/setup/console.ts", "tests/setup/jobs.ts"],
    pool: "forks",
    isolate: false,
    testTimeout: 90_000, // guards against what never ends; says nothing of speed
    retry: process.env.CI ? 1 : 0, // a busy machine's clock may be in the way once, and the log says so ("retry"); twice is a fault
    hookTimeout: 120_000,
    env: {
      TZ: "UTC",
      NODE_ENV: "test",
      VENDORS: "local",
      SCRYPT_COST: "1024",
      SESSION_SECRET: "a secret that only tests know, of some length",
      ENCRYPTION_KEYS: "v1:b25seSB0ZXN0cyBrbm93IHRoaXMga2V5LCAzMiBieXQ=",
    },
    projects: ["unit", "db", "route", "job"]
      .map((kind) => ({ extends: true as const, test: { name: kind, include: [`tests/**/*.${kind}.test.{ts,tsx}`] } }))
      .concat({ extends: true as const, test: { name: "invariants", include: ["tests/invariants/**/*.test.ts"] } }),
  },
});
