import { Prisma } from "~/generated/prisma/client";
import { recordset } from "~/platform/bulk.server";
import type { CompanyCtx } from "~/platform/tenancy.server";
import type { ProspectInput } from "../../prospect/prospect.schema";
import type { Decision, KnownProspect } from "./decide-lines.rules";
import { wellFormed } from "../read/well-formed.rules";

export interface RunFacts {
  id: string;
  sourceDetail: string | null;
  legalBasis: "legitimate_interest" | "consent" | "contract";
  startedById: string | null;
}

const said =
  "first_name text, last_name text, organization_name text, job_title text, email text, phone text, mobile text, siret text, street text, postal_code text, city text, department text, country_code text, latitude numeric, longitude numeric, website_url text, linkedin_url text, language text, tags text[], notes text, source_detail text, custom_fields jsonb";
const columns = said.split(", ").map((column) => column.split(" ")[0]!);
const list = (write: (column: string) => string) => Prisma.raw(columns.map(write).join(", "));

/** Writes what was decided about one chunk: its new prospects, what it gave to others, and its lines. Three statements, whatever the chunk's size. */
export async function writeLines(ctx: CompanyCtx, run: RunFacts, { lines, created, changed }: Decision) {
  const { db, companyId, now } = ctx;
  if (created.length > 0)
    await db.$executeRaw`
      INSERT INTO prospects (id, company_id, source, legal_basis, import_run_id, import_line_number, created_by_id, assigned_to_id, created_at, updated_at, ${list((c) => c)})
      SELECT r.id, ${companyId}::uuid, 'import_csv', ${run.legalBasis}::legal_basis, ${run.id}::uuid, r.line_number, ${run.startedById}::uuid, (SELECT m.user_id FROM memberships m WHERE m.company_id = ${companyId}::uuid AND m.user_id = ${run.startedById}::uuid), ${now}, ${now},
        ${list((c) => (empty[c] ? `COALESCE(r.${c}, ${empty[c]})` : c === "source_detail" ? "COALESCE(r.source_detail, r.list_source)" : `r.${c}`))}
      FROM ${recordset(
        created.map(({ id, lineNumber, prospect, department }) => ({
          id,
          line_number: lineNumber,
          list_source: run.sourceDetail,
          ...rowOf(prospect, department),
        })),
        `id uuid, line_number int, list_source text, ${said}`,
      )}`;
  if (changed.length > 0) await fillProspects(ctx, changed);
  await db.$executeRaw`
    INSERT INTO import_lines (company_id, import_run_id, line_number, outcome, code, prospect_id, cells, previous)
    SELECT ${companyId}::uuid, ${run.id}::uuid, r.n, r.o::import_line_outcome, r.c, r.p, r.cells, r.previous
    FROM ${recordset(
      lines.map(({ lineNumber, outcome, code, prospectId, cells, previous }) => ({
        n: lineNumber,
        o: outcome,
        c: code ?? undefined,
        p: prospectId ?? undefined,
        cells: cells.map(wellFormed),
        previous: previous ?? undefined,
      })),
      "n int, o text, c text, p uuid, cells text[], previous jsonb",
    )}`;
}

/** Brings prospects to the values given, and out of the bin. What nobody touched is written back as it was read a moment ago. */
async function fillProspects({ db, companyId }: CompanyCtx, changed: Array<KnownProspect>) {
  await db.$executeRaw`
    UPDATE prospects p SET deleted_at = NULL, ${list((c) => (empty[c] ? `${c} = COALESCE(r.${c}, p.${c})` : `${c} = COALESCE(p.${c}, r.${c})`))}
    FROM ${recordset(
      changed.map(({ id, prospect, department }) => ({ id, ...rowOf(prospect, department) })),
      `id uuid, ${said}`,
    )}
    WHERE p.company_id = ${companyId}::uuid AND p.id = r.id`;
}

/** What stands where a prospect has none. */
const empty: Record<string, string> = { tags: "'{}'", custom_fields: "'{}'" };

function rowOf(prospect: ProspectInput, department: string | null): Record<string, unknown> {
  return {
    first_name: prospect.firstName ?? undefined,
    last_name: prospect.lastName ?? undefined,
    organization_name: prospect.organizationName ?? undefined,
    job_title: prospect.jobTitle ?? undefined,
    email: prospect.email ?? undefined,
    phone: prospect.phone ?? undefined,
    mobile: prospect.mobile ?? undefined,
    siret: prospect.siret ?? undefined,
    street: prospect.street ?? undefined,
    postal_code: prospect.postalCode ?? undefined,
    city: prospect.city ?? undefined,
    department: department ?? undefined,
    country_code: prospect.countryCode ?? undefined,
    latitude: prospect.latitude ?? undefined,
    longitude: prospect.longitude ?? undefined,
    website_url: prospect.websiteUrl ?? undefined,
    linkedin_url: prospect.linkedinUrl ?? undefined,
    language: prospect.language ?? undefined,
    tags: prospect.tags?.length ? prospect.tags : undefined,
    notes: prospect.notes ?? undefined,
    source_detail: prospect.sourceDetail ?? undefined,
    custom_fields: prospect.customFields,
  };
}
