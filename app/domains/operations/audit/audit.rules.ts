import type { AuditValue } from "~/platform/audit/mask-values.rules";

export type Outcome = "done" | "refused";

/** What the list is narrowed to; days are local dates, both included. */
export interface AuditFilter {
  /** A person's id, or `jobs`: what nobody did himself. */
  who?: string;
  action?: string;
  type?: string;
  /** The id of what it was done to, alone or among several. */
  about?: string;
  from?: string;
  until?: string;
  outcome?: Outcome;
}

export interface AuditRow {
  id: string;
  /** Its place in the company's chain, from 1. */
  sequence: string;
  action: string;
  userId: string | null;
  userName: string | null;
  actor: string | null;
  resourceType: string | null;
  resourceId: string | null;
  ipAddress: string | null;
  success: boolean;
  createdAt: Date;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const day = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** The filter of an address; what makes no sense there is left out. */
export function auditFilterFrom(params: URLSearchParams): AuditFilter {
  const read = (name: string, fits: (text: string) => boolean) => {
    const text = params.get(name)?.trim() ?? "";
    return text && fits(text) ? text : undefined;
  };
  const isDay = (text: string) => day.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
  return {
    who: read("who", (text) => text === "jobs" || uuid.test(text)),
    action: read("action", (text) => /^[a-z_]+\.[a-z_]+$/.test(text) && text.length <= 100),
    type: read("type", (text) => /^[a-z_]{1,50}$/.test(text)),
    about: read("about", (text) => uuid.test(text)),
    from: read("from", isDay),
    until: read("until", isDay),
    outcome: read("outcome", (text) => text === "done" || text === "refused") as Outcome | undefined,
  };
}

/** The address of a filtered list. */
export function auditAddress(filter: AuditFilter, more: Record<string, string> = {}, page = "/settings/audit"): string {
  const pairs = Object.entries({ ...filter, ...more }).filter((pair): pair is [string, string] => typeof pair[1] === "string");
  const query = new URLSearchParams(pairs).toString();
  return query ? `${page}?${query}` : page;
}

export interface Change {
  field: string;
  before?: AuditValue;
  after?: AuditValue;
}

/** The fields of an entry side by side. */
export function changesOf(before: unknown, after: unknown): Array<Change> {
  const [old, young] = [asRecord(before), asRecord(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(young)])].map((field) => ({ field, before: old[field], after: young[field] }));
}
const asRecord = (values: unknown) => (values && typeof values === "object" ? (values as Record<string, AuditValue>) : {});

const places: Record<string, (id: string) => string> = {
  prospect: (id) => `/prospects/${id}`,
  campaign: (id) => `/campaigns/${id}`,
  product: (id) => `/products/${id}`,
  message: (id) => `/messages/${id}`,
  import_run: (id) => `/imports/${id}`,
  import_job: (id) => `/imports/scheduled/${id}`,
  report: (id) => `/reports/${id}`,
  task: () => "/tasks",
  suppression: () => "/suppressions",
  user: () => "/settings/team",
  membership: () => "/settings/team",
  invitation: () => "/settings/team",
  company: () => "/settings/company",
};

/** Where the thing itself is shown; null where it has no page. */
export const placeOf = (type: string | null, id: string | null) => (type && id && places[type]?.(id)) || null;
/** What can be asked for by type. */
export const auditTypes = Object.keys(places);

/** Months a company may keep its log; the longest is what the product keeps by itself (app.partition_rules). */
export const retentions = [12, 24, 36, 60] as const;
export const longestRetention = 60;
