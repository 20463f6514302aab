// npm start: Essor on Node.
import { runCommand } from "./refusal.mjs";
import { startEssor } from "./start-essor.mjs";

await runCommand(() => startEssor(() => [process.execPath, "build/server/node.js"]));
