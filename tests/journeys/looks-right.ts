import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe, { type RunOnly } from "axe-core";
import { expect } from "vitest";
import { isProof } from "../proof/sized";
import { root } from "./essor";
import type { Visitor } from "./visitor";

const sizes = [{ width: 390, height: 844 }, ...(isProof ? [{ width: 1024, height: 768 }] : []), { width: 1440, height: 900 }];
const themes = ["light", "dark"] as const;
/** In the tests a page is dark on a phone and light on a large screen, in the proof each on both; light on a phone is every page's in `languages`. */
const themesAt = (width: number) => (isProof ? themes : width === 390 ? (["dark"] as const) : (["light"] as const));
const all: RunOnly = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] };
const contrast: RunOnly = { type: "rule", values: ["color-contrast"] };
const folder = join(root, "tests", ".artefacts");

/**
 * What a person would see of this page, dark on a phone and light on a large screen unless told (in the proof in both themes everywhere,
 * on a small one too), kept as pictures; axe finds nothing and nothing sticks out sideways. Without `isDrawn`, no pictures. Without `withColours`, contrast is not
 * measured again: another language does not change it.
 */
export async function looksRight(
  { page }: Visitor,
  name: string,
  {
    widths,
    inDark = true,
    isDrawn = true,
    withColours = true,
  }: { widths?: Array<number>; inDark?: boolean; isDrawn?: boolean; withColours?: boolean } = {},
) {
  mkdirSync(folder, { recursive: true });
  const findings: Array<string> = [];
  const before = page.viewportSize()!;
  for (const size of sizes.filter(({ width }) => !widths || widths.includes(width))) {
    await page.setViewportSize(size);
    for (const theme of inDark ? themesAt(size.width) : (["light"] as const)) {
      await page.emulateMedia({ colorScheme: theme });
      await page.evaluate(
        () => new Promise((settled) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(settled, 60)))),
      );
      if (isDrawn) await page.screenshot({ path: join(folder, `${name}-${theme}-${size.width}.png`) });
      const where = `${name}, ${theme}, ${size.width}`;
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (tooWide > 0) findings.push(`${where}: ${tooWide} px too wide`);
      const only = theme === "dark" ? contrast : all; // the dark differs in colours alone
      if (size.width !== 1024) findings.push(...(await axeFinds(page, only, withColours)).map((finding) => `${where}: ${finding}`));
    }
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
  expect.soft([...new Set(findings)], name).toEqual([]);
}

async function axeFinds(page: Visitor["page"], only: RunOnly, withColours: boolean): Promise<Array<string>> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ runOnly, withColours }) => {
      const tool = (window as unknown as { axe: typeof import("axe-core") }).axe;
      const { violations } = await tool.run(
        { exclude: ["iframe"] },
        {
          runOnly,
          iframes: false,
          ...(!withColours && { rules: { "color-contrast": { enabled: false } } }),
        },
      );
      return violations.flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.split("\n")[1]?.trim() ?? ""}`),
      );
    },
    { runOnly: only, withColours },
  );
}
