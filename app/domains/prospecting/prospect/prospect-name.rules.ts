interface Named {
  organizationName: string | null;
  firstName: string | null;
  lastName: string | null;
  email?: string | null;
  phone?: string | null;
  siret?: string | null;
}

/** The person, "" when nobody is named. */
export const personOf = ({ firstName, lastName }: Pick<Named, "firstName" | "lastName">) => [firstName, lastName].filter(Boolean).join(" ");

/** How a prospect is called: the firm, else the person, else what reaches it. Never empty: one of these identifies it. */
export const prospectName = (prospect: Named) =>
  prospect.organizationName ?? (personOf(prospect) || (prospect.email ?? prospect.phone ?? prospect.siret ?? "…"));
