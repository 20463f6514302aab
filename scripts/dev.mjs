// npm run dev: the same database, door and guards as npm start, with hot reload; vendors are faked at the network.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkNode, ensurePackages } from "./packages.mjs";
import { runCommand } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");
const say = (line) => console.log(line);
const vendorKeys = /^(OPENAI|POSTMARK|STRIPE|META|WHATSAPP|SMS|INNGEST|S3|AWS)_/;

await runCommand(async () => {
  checkNode();
  ensurePackages(root, say);
  const { chooseDatabase, prepareDatabase } = await import("./database.mjs");
  const { ensureClient } = await import("./build.mjs");
  const { requirePort } = await import("./serve.mjs");
  const { ownSecrets } = await import("./postgres.mjs");
  const { spawn } = await import("node:child_process");

  const port = await requirePort();
  const database = await chooseDatabase(root);
  try {
    ensureClient(root, say);
    await prepareDatabase(root, database, say);
  } catch (error) {
    await database.close();
    throw error;
  }

  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !vendorKeys.test(name)));
  const fakes = join(root, "tests/fakes/start.ts");
  const env = {
    ...ownSecrets(root),
    ...own,
    NODE_ENV: "development",
    VENDORS: "msw",
    PORT: String(port),
    PUBLIC_ORIGIN: process.env.PUBLIC_ORIGIN ?? `http://localhost:${port}`,
    DATABASE_URL: database.url,
  };
  delete env.DATABASE_OWNER_URL;
  const loaders = existsSync(fakes) ? ["--import", "tsx", "--import", fakes] : [];
  const vite = spawn(process.execPath, [...loaders, "node_modules/@remix-run/dev/dist/cli.js", "vite:dev"], {
    cwd: root,
    env,
    stdio: "inherit",
  });

  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => {
      if (!stopping) vite.kill("SIGTERM");
      stopping = true;
    });
  const status = await new Promise((code) => vite.on("exit", code));
  await database.close();
  process.exit(stopping ? 0 : (status ?? 1));
});
