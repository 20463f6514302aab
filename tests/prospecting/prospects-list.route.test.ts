import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { createCustomField } from "~/domains/catalogue/custom-field/save-custom-field.server";
import { openWorkbook } from "~/domains/prospecting/import/workbook/open-workbook.server";
import { firstFilledSheet, writeSheet } from "~/domains/prospecting/import/workbook/write-sheet.server";
import type { ProspectLine } from "~/domains/prospecting/prospect/prospect-line.rules";
import { statementListeners } from "~/platform/db.server";
import { type CompanyScope, inCompany } from "~/platform/tenancy.server";
import { loader as list } from "~/routes/prospecting/prospects._index";
import { action as change } from "~/routes/prospecting/prospects.$prospectId_.change";
import { loader as exportAll } from "~/routes/prospecting/prospects.export";
import { aCompany, aMember, requestOf } from "~tests/factories/company";
import { someProspects } from "~tests/factories/prospecting";

const args = (request: Request, params: Record<string, string> = {}) => ({ request, params, context: {} as never });
const read = async (scope: CompanyScope, query: string) => list(args(await requestOf(scope, `/prospects${query}`)));
const aField = (scope: CompanyScope) =>
  inCompany(scope, (ctx) => createCustomField(ctx, { entity: "prospect", label: "Zone", type: "choice", options: ["Ouest", "Est"] }));

interface Told {
  data: {
    field: string;
    code?: string;
    notice?: { id: string; text: string; undo?: { action: string; fields: Record<string, string>; background: boolean } };
  };
  init: { status?: number } | null;
}
const set = async (scope: CompanyScope, id: string, field: string, value: string, before = "") =>
  (await change(
    args(await requestOf(scope, `/prospects/${id}/change`, { form: { field, value, before, stay: "true" } }), { prospectId: id }),
  )) as unknown as Told;

test("a page is one transaction of at most four statements, whatever its columns, its groups and its filter", async () => {
  const mine = await aCompany();
  await aField(mine.owner);
  await someProspects(mine.owner, 3, (at) => ({ customFields: { zone: at === 1 ? "Ouest" : "Est" } }));
  for (const query of [
    "",
    "?cols=custom.zone,assignedTo,emailState,task.nextDue&sort=custom.zone",
    "?group=custom.zone&open=Est&open=Ouest&city=brest",
  ]) {
    const request = await requestOf(mine.agent, `/prospects${query}`);
    const heard: Array<string> = [];
    const listen = (sql: string) => void heard.push(sql);
    statementListeners.add(listen);
    await list(args(request));
    statementListeners.delete(listen);
    const own = heard.filter((sql) => !/set_config|across\.|^(BEGIN|COMMIT)/.test(sql));
    expect(own.length, `${query}\n${own.join("\n")}`).toBeLessThanOrEqual(4);
    expect(own.filter((sql) => /prospects p/.test(sql)).length, query).toBeLessThanOrEqual(3);
  }
});

test("the list shows what was chosen, in its order, with the company's own fields; another company sees none of it", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await aField(mine.owner);
  await someProspects(mine.owner, 2, (at) => ({ customFields: { zone: at === 1 ? "Ouest" : "Est" } }));
  await someProspects(other.owner, 1);
  const page = await read(mine.owner, "?cols=custom.zone,email&sort=custom.zone");
  expect(page.rows.map(({ cells }: ProspectLine) => cells)).toEqual([
    ["Est", "agence-2@example.test"],
    ["Ouest", "agence-1@example.test"],
  ]);
  expect(page.custom.map(({ label }) => label)).toEqual(["Zone"]);
  const theirs = await read(other.owner, "?cols=custom.zone,email&sort=custom.zone&group=custom.zone");
  expect([theirs.shape.columns, theirs.shape.group, theirs.custom]).toEqual([["email"], null, []]);
  const grouped = await read(mine.owner, "?group=custom.zone");
  expect(grouped.groups!.map(({ value, count, page }) => [value, count, page?.rows.length ?? 0])).toEqual([
    ["Ouest", 1, 1],
    ["Est", 1, 0],
  ]);
});

test("a cell is changed in place: the answer is the notice with its way back, or the code of the refusal", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await aField(mine.owner);
  const [id] = (await someProspects(mine.owner, 1)) as [string];
  const held = () => inCompany(mine.owner, ({ db }) => db.prospect.findUniqueOrThrow({ where: { id } }));
  const told = await set(mine.owner, id, "city", "Quimper", "Brest");
  expect((await held()).city).toBe("Quimper");
  expect(told.data.notice).toMatchObject({
    text: "Modification enregistrée",
    undo: {
      action: `/prospects/${id}/change`,
      fields: { field: "city", value: "Brest", before: "Quimper", stay: "true" },
      background: true,
    },
  });
  await set(mine.owner, id, "custom.zone", "ouest");
  expect((await held()).customFields).toEqual({ zone: "Ouest" });
  expect((await set(mine.owner, id, "custom.zone", "Sud")).data).toEqual({ field: "custom.zone", code: "catalogue.field.not_an_option" });
  expect((await set(mine.owner, id, "phone", "abc")).data).toEqual({ field: "phone", code: "prospecting.prospect.phone_invalid" });
  expect((await set(mine.owner, id, "city", "Quimper")).data.notice!.undo).toBeUndefined();

  await set(mine.owner, id, "status", "qualified", "new");
  expect((await held()).status).toBe("qualified");
  expect(await inCompany(mine.owner, ({ db }) => db.interaction.findMany({ select: { type: true, metadata: true } }))).toEqual([
    { type: "stage_change", metadata: { from: "new", to: "qualified" } },
  ]);
  await expect(set(mine.owner, id, "status", "toString")).rejects.toMatchObject({ code: "platform.form.invalid" });
  const agent = mine.agent.actor.id!;
  await set(mine.owner, id, "assignedTo", agent);
  expect((await held()).assignedToId).toBe(agent);
  expect((await set(mine.owner, id, "assignedTo", other.owner.actor.id!)).data.code).toBe("prospecting.prospect.assignee_unknown");
  await set(mine.owner, id, "assignedTo", "", agent);
  expect((await held()).assignedToId).toBeNull();
  await expect(set(mine.owner, id, "leadScore", "100")).rejects.toMatchObject({ code: "platform.form.invalid" });

  for (const field of ["city", "status", "assignedTo"])
    await expect(set(other.owner, id, field, "x"), field).rejects.toMatchObject({ code: "platform.record.unknown" });
  const viewer = await aMember(mine, "viewer");
  await expect(set(viewer, id, "city", "Lille")).rejects.toMatchObject({ code: "platform.gate.forbidden" });
  expect((await read(viewer, "")).may.change).toBe(false);
});

test("a file of the list has its columns in their order, choices in words, and nothing of another company", async () => {
  const [mine, other] = [await aCompany(), await aCompany()];
  await aField(mine.owner);
  await someProspects(mine.owner, 1, () => ({ organizationName: "=SUM(A1)", city: "Brest", customFields: { zone: "Ouest" } }));
  const file = await exportAll(args(await requestOf(mine.agent, "/prospects/export?cols=status,custom.zone,city")));
  expect((await file.text()).replace("\ufeff", "").trim().split("\r\n")).toEqual([
    "Entreprise;Statut;Zone;Ville",
    "'=SUM(A1);Nouveau;Ouest;Brest",
  ]);
  const theirs = await exportAll(args(await requestOf(other.agent, "/prospects/export?cols=status,custom.zone,city")));
  expect((await theirs.text()).replace("\ufeff", "").trim().split("\r\n")).toEqual(["Entreprise;Statut;Ville"]);
});

/** The lines of a workbook's sheet, read as an import reads them. */
async function linesOf(bytes: Uint8Array): Promise<Array<string>> {
  const workbook = await openWorkbook({
    size: bytes.length,
    async *read(from) {
      yield bytes.subarray(from);
    },
  });
  const pieces: Array<Uint8Array> = [];
  for await (const piece of writeSheet(workbook.rows(await firstFilledSheet(workbook)))) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8").trimEnd().split("\n");
}

test("a workbook holds the same: numbers as numbers, days as days, and what looks like a formula as text", async () => {
  const mine = await aCompany();
  await someProspects(mine.owner, 2, (at) => (at === 1 ? { organizationName: '=HYPERLINK("x") <&>', city: "Évian 😀" } : {}));
  await inCompany(mine.owner, ({ db }) => db.$executeRaw`UPDATE prospects SET created_at = '2026-03-01T10:00:00Z', lead_score = 42`);
  const file = await exportAll(args(await requestOf(mine.agent, "/prospects/export?cols=leadScore,createdAt,city&format=xlsx")));
  expect(file.headers.get("content-disposition")).toContain("prospects.xlsx");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const lines = await linesOf(bytes);
  expect(lines).toHaveLength(3);
  const sly = lines.find((line) => line.includes("HYPERLINK")); // of the same score: whose id comes first says the clock
  expect(sly).toContain("Évian 😀");
  expect(sly).toMatch(/42/);
  expect(sly).toMatch(/2026|01\/03|3\/1/);
  const parts = unzipSync(bytes);
  const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"]!);
  expect(sheet).not.toContain("<f>");
  expect(sheet).toMatch(/<c r="B2"><v>42<\/v><\/c><c r="C2" s="1"><v>46082<\/v>/);
  expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;x&quot;) &lt;&amp;&gt;</t>');
  const all = await exportAll(args(await requestOf(mine.agent, "/prospects/export?format=xlsx")));
  expect((await linesOf(new Uint8Array(await all.arrayBuffer())))[1]!.split(/[,;\t]/).length).toBeGreaterThan(15);
});
