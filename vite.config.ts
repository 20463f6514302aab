import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";
import remixConfig from "./remix.config.js";
import { brotli, browserChunk, wordChunks } from "./server/build";
import { essorDoor } from "./server/dev";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig(({ isSsrBuild }) => ({
  // The door stands before Remix: it is what a request meets first, in development too.
  plugins: [essorDoor(), tailwindcss(), remix(remixConfig), tsconfigPaths(), wordChunks(), brotli()],
  build: {
    rollupOptions: isSsrBuild
      ? { input: ["server/node.ts", "server/deno.ts", "server/keys.ts"] }
      : { output: { manualChunks: browserChunk } },
  },
  server: { host: process.env.HOST ?? "127.0.0.1", port: Number(process.env.PORT ?? 3000), strictPort: true },
}));
