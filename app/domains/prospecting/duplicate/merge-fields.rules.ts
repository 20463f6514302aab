/** What a person chooses between when two prospects become one, in the order in which it is shown. */
export const mergeFields = [
  "firstName",
  "lastName",
  "jobTitle",
  "organizationName",
  "email",
  "phone",
  "mobile",
  "siret",
  "street",
  "postalCode",
  "city",
  "countryCode",
  "websiteUrl",
  "linkedinUrl",
  "language",
  "status",
  "legalBasis",
  "sourceDetail",
  "assignedToId",
] as const;
export type MergeField = (typeof mergeFields)[number];

/** Filled from the other where the winner has none, never asked for. */
export const quietFields = [
  "latitude",
  "longitude",
  "decisionPower",
  "agencyType",
  "companySizeId",
  "nafCode",
  "description",
  "industryId",
  "productId",
  "hasWebsite",
  "twitterUrl",
  "blogUrl",
  "digitalMaturityScore",
  "intent",
  "estimatedBudgetAmount",
  "estimatedBudgetCurrency",
  "painPoints",
] as const;

export type Side = "one" | "other";
export type MergeChoices = Partial<Record<MergeField, Side>>;
type Values = Record<string, unknown>;

export interface FieldChoice {
  field: MergeField;
  one: unknown;
  other: unknown;
  /** Whether both say something and it is not the same. */
  differs: boolean;
  chosen: Side;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === "";
const isSame = (one: unknown, other: unknown) => String(one ?? "") === String(other ?? "");

/** How far a prospect has come: of two states the further one is kept. */
const progress =
  "new to_contact enriched scoring contacted engaged qualified opportunity meeting_scheduled negotiating customer completed".split(" ");

/** For each field what both say and which is kept: what was chosen, else what `winner` says, else what there is. Fields that nobody fills are left out. */
export function chooseFields(one: Values, other: Values, winner: Side, choices: MergeChoices = {}): Array<FieldChoice> {
  return mergeFields.flatMap((field) => {
    const [a, b] = [one[field], other[field]];
    if (isEmpty(a) && isEmpty(b)) return [];
    const chosen = choices[field] ?? defaultOf(field, a, b, winner);
    return [{ field, one: a, other: b, differs: !isEmpty(a) && !isEmpty(b) && !isSame(a, b), chosen }];
  });
}

function defaultOf(field: MergeField, one: unknown, other: unknown, winner: Side): Side {
  if (isEmpty(one)) return "other";
  if (isEmpty(other)) return "one";
  if (field === "status" && progress.includes(String(one)) && progress.includes(String(other)))
    return progress.indexOf(String(one)) >= progress.indexOf(String(other)) ? "one" : "other";
  // An initial says less than a name.
  if ((field === "firstName" || field === "lastName") && isInitial(one) !== isInitial(other)) return isInitial(one) ? "other" : "one";
  return winner;
}
const isInitial = (value: unknown) => /^\p{L}\.?$/u.test(String(value).trim());

/**
 * The winner's columns as the merge leaves them, those alone that change. Lists and custom fields are joined, notes stand one below the
 * other, the last sign of life is the later one; open and click tracking holds only where both agreed.
 */
export function mergedValues(one: Values, other: Values, winner: Side, choices: MergeChoices = {}): Values {
  const [kept, lost] = winner === "one" ? [one, other] : [other, one];
  const values: Values = {};
  for (const { field, chosen } of chooseFields(one, other, winner, choices)) values[field] = (chosen === "one" ? one : other)[field];
  for (const field of quietFields) if (isEmpty(kept[field]) && !isEmpty(lost[field])) values[field] = lost[field];
  values.tags = [...new Set([...(kept.tags as Array<string>), ...(lost.tags as Array<string>)])].slice(0, 50);
  values.customFields = { ...(lost.customFields as object), ...(kept.customFields as object) };
  values.notes = joinNotes(kept.notes as string | null, lost.notes as string | null);
  values.trackingConsentAt =
    kept.trackingConsentAt && lost.trackingConsentAt ? later(kept.trackingConsentAt, lost.trackingConsentAt) : null;
  for (const field of ["lastContactedAt", "lastActivityAt"]) values[field] = later(kept[field], lost[field]);
  values.valueOrigins = joinOrigins(kept, lost, values);
  return Object.fromEntries(
    Object.entries(values).filter(([field, value]) => JSON.stringify(value ?? null) !== JSON.stringify(kept[field] ?? null)),
  );
}

/** A value that was taken over keeps the origin it had, which may be that of the lost record as a whole. */
function joinOrigins(kept: Values, lost: Values, values: Values): Values {
  const origins = { ...(kept.valueOrigins as Values) };
  const whole = { kind: lost.source === "manual" ? "person" : "list", by: lost.createdById, name: lost.sourceDetail, at: lost.createdAt };
  for (const field of [...mergeFields, ...quietFields])
    if (!isEmpty(values[field]) && isSame(values[field], lost[field]) && !isSame(values[field], kept[field]))
      origins[field] = (lost.valueOrigins as Values | undefined)?.[field] ?? whole;
  return origins;
}

const later = (one: unknown, other: unknown) => {
  if (!one || !other) return one ?? other ?? null;
  return (one as Date) >= (other as Date) ? one : other;
};

function joinNotes(kept: string | null, lost: string | null): string | null {
  if (!lost || kept?.includes(lost)) return kept;
  return kept ? `${kept}\n\n${lost}`.slice(0, 5000) : lost;
}

/** Which of two is kept unless a person says otherwise: who says more, then who was there first. */
export function likelyWinner(one: Values & { createdAt: Date }, other: Values & { createdAt: Date }): Side {
  const said = (values: Values) => mergeFields.filter((field) => !isEmpty(values[field])).length;
  const [a, b] = [said(one), said(other)];
  if (a !== b) return a > b ? "one" : "other";
  return one.createdAt <= other.createdAt ? "one" : "other";
}

const identity = new Set(
  "firstName lastName organizationName email phone mobile siret street postalCode city countryCode websiteUrl linkedinUrl customFields".split(
    " ",
  ),
);

/** Whether one of these fields tells who a prospect is: only then are his likes looked for anew. An unmerge names none, and may bring any back. */
export const touchesIdentity = (fields: ReadonlyArray<string>) => fields.length === 0 || fields.some((field) => identity.has(field));
