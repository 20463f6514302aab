import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { checkNode, ensurePackages } from "./packages.mjs";
import { Refusal } from "./refusal.mjs";

const root = resolve(import.meta.dirname, "..");
const say = (line) => console.log(line);

/**
 * All of npm start: packages, database, build, server. Imports only what Node brings until the packages are there.
 * `command` gives the program and arguments that serve.
 */
export async function startEssor(command) {
  checkNode();
  ensurePackages(root, say);
  const { commandOf } = await import("./postgres/cluster.mjs");
  const { chooseDatabase, prepareDatabase } = await import("./database.mjs");
  const { ensureBuild } = await import("./build.mjs");
  const { requirePort, startWeb, stopWeb } = await import("./serve.mjs");
  const { localFolder, ownSecrets } = await import("./postgres.mjs");

  const note = join(localFolder(root), "start.json");
  const other = existsSync(note) ? JSON.parse(readFileSync(note, "utf8")) : undefined;
  if (other && other.pid !== process.pid && commandOf(other.pid)?.includes("scripts/start"))
    throw new Refusal(`Essor already runs from this folder: ${other.origin} (process ${other.pid}).`);

  const port = await requirePort();
  const origin = process.env.PUBLIC_ORIGIN ?? `http://localhost:${port}`;
  const database = await chooseDatabase(root);
  let web;
  let stopping = 0;
  const stop = async () => {
    if (stopping) return Date.now() - stopping > 1000 ? leave(1) : undefined; // npm hands the terminal's signal on a second time
    stopping = Date.now();
    if (web) say("\nStopping: what runs is finished first …");
    await leave(0);
  };
  const leave = async (code) => {
    if (web) await stopWeb(web, { atOnce: code !== 0 });
    await database.close();
    rmSync(note, { force: true });
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);

  try {
    writeFileSync(note, JSON.stringify({ pid: process.pid, origin }));
    ensureBuild(root, say);
    await prepareDatabase(root, database, say);
    const env = {
      ...ownSecrets(root),
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      PUBLIC_ORIGIN: origin,
      DATABASE_URL: database.url,
    };
    delete env.DATABASE_OWNER_URL; // the product runs as the app role and needs no other key
    web = await startWeb(root, await command(root), env);
  } catch (error) {
    await database.close();
    rmSync(note, { force: true });
    throw error;
  }

  say(`
  Essor     ${origin}
  Log in    demo@essor.example · essor-demo-2026
  Mailbox   ${origin}/mailbox
  Database  ${database.where}
  Stop      Ctrl-C
`);
  const status = await web.gone;
  if (stopping) return;
  console.error(`The server stopped by itself (${status}).`);
  await leave(1);
}
