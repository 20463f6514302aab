import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { findChromium } from "../../scripts/chromium.mjs";
import type { Essor } from "./essor";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** One Chromium a run: the files share the process. */
const shared = globalThis as typeof globalThis & { essorChromium?: Promise<Browser> };
const browser = () => (shared.essorChromium ??= chromium.launch({ executablePath: findChromium(), args: flags }));
process.once("exit", () => void shared.essorChromium?.then((one) => one.close()));

export interface Visitor {
  origin: string;
  page: Page;
  context: BrowserContext;
  /** Says beforehand which refusals a journey will meet, as "<status> <path>": everything else that goes wrong fails it. */
  mayMeet: (...refusals: Array<RegExp>) => void;
  goto: (path: string) => Promise<void>;
}

const present: Array<{ context: BrowserContext; troubles: () => Array<string> }> = [];

/** A person with a browser that has never been here. French, a laptop, and no patience for errors of any kind. */
export async function visitor(essor: Pick<Essor, "origin">, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await (
    await browser()
  ).newContext({
    baseURL: essor.origin,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const met: Array<string> = [];
  const expected: Array<RegExp> = [];
  page.on("pageerror", (error) => met.push(`error on ${new URL(page.url()).pathname}: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) met.push(`console: ${text}`);
  });
  page.on("response", (answer) => {
    if (answer.status() >= 400) met.push(`${answer.status()} ${new URL(answer.url()).pathname}`);
  });
  const troubles = () => met.filter((line) => !expected.some((pattern) => pattern.test(line)));
  present.push({ context, troubles });
  return {
    origin: essor.origin,
    page,
    context,
    mayMeet: (...patterns) => void expected.push(...patterns),
    goto: async (path) => {
      await page.goto(path);
      await isAlive(page);
    },
  };
}

/** Scripts have taken over: what is pressed now is answered by the page. */
export async function isAlive(page: Page) {
  await page.waitForLoadState("load");
  await page.waitForFunction(() => Object.keys(document.querySelector("body *") ?? {}).some((key) => key.startsWith("__react")));
}

/** To be called in each file: what anybody met by the end fails the file, whoever caused it. */
export function leaveNobodyInTrouble() {
  afterAll(async () => {
    const here = present.splice(0);
    for (const { context } of here) await context.close();
    expect(here.flatMap(({ troubles }) => troubles())).toEqual([]);
  });
}
