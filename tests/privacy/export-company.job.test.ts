import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { listExports, openExport, requestExport } from "~/domains/privacy/company/export-company.server";
import { inCompany } from "~/platform/tenancy.server";
import { exportCompany } from "~inngest/functions/privacy/export-company";
import { withJobs } from "~tests/factories/jobs";
import { importedList } from "~tests/factories/lists";
import { aSendingCompany, aSentMessage } from "~tests/factories/sending";

test("an export holds every row and file of the company, no secret and nothing of another one", async () => {
  const [shop, other] = [await aSendingCompany(), await aSendingCompany()];
  const theirs = await aSentMessage(other);
  const lines = Array.from({ length: 1203 }, (_, at) => `Nom${at};n${at}-${shop.companyId}@example.test`);
  await importedList(shop.owner, `Nom;E-mail\n${lines.join("\n")}\n`);
  await withJobs([exportCompany], async (jobs) => {
    await inCompany(shop.owner, requestExport);
    await jobs.drain();
  });
  const [one, ...more] = await inCompany(shop.owner, listExports);
  expect(more).toEqual([]);
  await expect(openExport(other.owner, one!.id)).rejects.toThrow("platform.record.unknown");

  const pieces = [];
  for await (const piece of (await openExport(shop.owner, one!.id)).bytes) pieces.push(piece);
  const files = unzipSync(Buffer.concat(pieces));
  const rowsOf = (table: string) =>
    strFromU8(files[`tables/${table}.ndjson`]!)
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rowsOf("prospects")).toHaveLength(1203);
  expect(new Set(rowsOf("prospects").map(({ id }) => id)).size).toBe(1203);
  expect(rowsOf("import_lines")).toHaveLength(1203);
  expect(rowsOf("companies")).toMatchObject([{ id: shop.companyId, name: shop.name }]);
  expect(
    rowsOf("users")
      .map(({ email }) => email)
      .sort(),
  ).toEqual(Object.values(shop.emails).sort());
  const manifest = JSON.parse(strFromU8(files["manifest.json"]!)) as { rows: Record<string, number> };
  expect(manifest.rows).toMatchObject({ prospects: 1203, import_lines: 1203 });
  expect(Object.keys(files).filter((name) => name.startsWith("files/"))).toHaveLength(1);
  const everything = Object.values(files)
    .map((file) => strFromU8(file))
    .join("\n");
  for (const foreign of [other.companyId, other.name, theirs.email, "scrypt$", "password_hash", "token_hash"])
    expect(everything, foreign).not.toContain(foreign);
}, 90_000);
