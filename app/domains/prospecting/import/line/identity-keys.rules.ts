import { foldText } from "../../prospect/clean-text.rules";
import type { ProspectInput } from "../../prospect/prospect.schema";

type Named = Pick<ProspectInput, "firstName" | "lastName" | "organizationName" | "email" | "phone" | "mobile" | "siret">;

/**
 * The keys by which two records are the same, strongest first: e-mail, SIRET, phone with name. Two records that share
 * one key merge. A name alone is no key (branches of a chain bear one name), nor is a phone alone (a switchboard).
 */
export function identityKeys(prospect: Named): Array<string> {
  const keys: Array<string> = [];
  if (prospect.email) keys.push(`email:${prospect.email}`);
  if (prospect.siret) keys.push(`siret:${prospect.siret}`);
  const name = foldedName(prospect);
  if (name && prospect.phone) keys.push(`phone:${prospect.phone}|${name}`);
  if (name && prospect.mobile && prospect.mobile !== prospect.phone) keys.push(`phone:${prospect.mobile}|${name}`);
  return keys;
}

/** The person's name, or the firm's where no person is named; lower case, without accents and punctuation. */
export function foldedName({ firstName, lastName, organizationName }: Named): string {
  return foldText(`${firstName ?? ""} ${lastName ?? ""}`) || foldText(organizationName ?? "");
}

export interface MergeConflict {
  field: keyof ProspectInput;
  kept: string;
  /** What the newer record says and is not taken. */
  offered: string;
}

export interface Merge {
  merged: ProspectInput;
  /** Fields that were empty and are filled now, or lists that grew. */
  filled: Array<keyof ProspectInput>;
  conflicts: Array<MergeConflict>;
}

/** The newer record fills what the older leaves empty and never overwrites it; where both speak and differ, the older holds. */
export function mergeProspects(older: ProspectInput, newer: ProspectInput): Merge {
  const merged: ProspectInput = { ...older };
  const filled: Merge["filled"] = [];
  const conflicts: Merge["conflicts"] = [];
  for (const field of Object.keys(newer) as Array<keyof ProspectInput>) {
    if (field === "tags" || field === "customFields") continue;
    const kept = older[field];
    const offered = newer[field];
    if (isEmpty(offered)) continue;
    if (isEmpty(kept)) {
      Object.assign(merged, { [field]: offered });
      filled.push(field);
    } else if (!isSame(field, kept, offered)) conflicts.push({ field, kept: String(kept), offered: String(offered) });
  }
  const tags = [...new Set([...(older.tags ?? []), ...(newer.tags ?? [])])];
  if (tags.length > (older.tags?.length ?? 0)) {
    merged.tags = tags;
    filled.push("tags");
  }
  const customFields = { ...newer.customFields, ...older.customFields };
  if (Object.keys(customFields).length > Object.keys(older.customFields ?? {}).length) {
    merged.customFields = customFields;
    filled.push("customFields");
  }
  return { merged, filled, conflicts };
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

/** In names and places, accents, case and punctuation make no difference; an address or a number is the same or another. */
function isSame(field: keyof ProspectInput, one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!worded.has(field) || typeof one !== "string" || typeof other !== "string") return false;
  return foldText(one) !== "" && foldText(one) === foldText(other);
}

const worded = new Set<keyof ProspectInput>(["firstName", "lastName", "organizationName", "jobTitle", "street", "city"]);
