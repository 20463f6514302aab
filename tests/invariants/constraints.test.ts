import { expect, test } from "vitest";
import { constraintOf, constraintsSql } from "~/platform/database/catalogue.server";
import { camel, faultsOf } from "~/platform/database/constraint-faults.rules";
import { nameOf } from "~/platform/database/name-fields.server";
import { languages, sentenceOf } from "~/platform/i18n";
import { voiceFor } from "~/platform/i18n.server";
import { asOwner } from "~tests/factories/company";

const rows = <Row>(sql: string) => asOwner(async (owner) => (await owner.query(sql)).rows as Array<Row>);
type Constraint = Parameters<typeof constraintOf>[0];

/** Names of fields and tables that have no words: they belong into app/platform/database/i18n/{fr,en,it,es,de,ar}.json. */
const unnamed = (keys: Iterable<string>) => [...new Set(keys)].filter((key) => languages.some((language) => !nameOf(key, language))).sort();

test("every check, unique and foreign key says in every language what is wrong and with which field", async () => {
  const constraints = await rows<Constraint>(constraintsSql);
  expect(constraints.length).toBeGreaterThan(400);
  const faults = constraints.flatMap((row) => [...faultsOf(constraintOf(row)), ...faultsOf(constraintOf(row), { ofParent: true })]);
  expect(unnamed(faults.flatMap(({ fields, values }) => [...fields, ...(values?.other ? [String(values.other)] : [])]))).toEqual([]);
  for (const language of languages) {
    const voice = await voiceFor(language, ["platform"]);
    for (const kind of new Set(faults.map((fault) => fault.kind)))
      expect(voice.exists(sentenceOf(`platform.database.${kind}`).key), `${language} ${kind}`).toBe(true);
  }
});

test("every column that may be missing, too long or too large has its name in every language", async () => {
  const columns = await rows<{ name: string }>(`SELECT DISTINCT a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations' AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attname NOT IN ('id', 'company_id', 'created_at', 'updated_at')
      AND (a.atttypid IN ('varchar'::regtype, 'numeric'::regtype, 'int2'::regtype, 'int4'::regtype, 'int8'::regtype) OR (a.attnotnull AND NOT a.atthasdef))`);
  expect(unnamed(columns.map(({ name }) => camel(name)))).toEqual([]);
});

test("a unique key that spans companies is spoken of by nobody", async () => {
  const spanning = (await rows<Constraint>(constraintsSql)).map(constraintOf).filter(({ kind, ofCompany }) => kind === "u" && !ofCompany);
  expect(spanning.length).toBeGreaterThan(0);
  for (const constraint of spanning) expect(faultsOf(constraint)).toEqual([{ kind: "refused", fields: [] }]);
});

test("every refusal that a trigger raises names its rule, and the rule has its sentence", async () => {
  const functions = await rows<{ name: string; source: string }>(`SELECT p.oid::regproc::text AS name, p.prosrc AS source FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('public', 'app', 'across') AND p.prorettype = 'trigger'::regtype`);
  const raised = functions.flatMap(({ name, source }) =>
    [...source.matchAll(/RAISE EXCEPTION [^;]*;/g)].map(([text]) => ({ name, rule: /CONSTRAINT = '(\w+)'/.exec(text)?.[1] })),
  );
  expect(raised.length).toBeGreaterThan(5);
  expect(
    raised.filter(({ rule }) => !rule).map(({ name }) => name),
    "add CONSTRAINT = '<rule>' to its USING",
  ).toEqual([]);
  for (const language of languages) {
    const voice = await voiceFor(language, ["platform"]);
    for (const { rule } of raised) expect(voice.exists(sentenceOf(`platform.database.rule.${rule}`).key), `${language} ${rule}`).toBe(true);
  }
});
