import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// The native schema engine is a download that many networks refuse; its WASM build answers in its place.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL("scripts/schema-engine.mjs", import.meta.url));
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({
  schema: "prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_OWNER_URL ?? "postgresql://essor_owner@127.0.0.1:1/essor" },
});
