// npm run start:deno: the same built server on Deno, with the same database.
import { runCommand } from "./refusal.mjs";
import { startEssor } from "./start-essor.mjs";

await runCommand(() => startEssor(async (root) => (await import("./deno.mjs")).denoServer(root)));
