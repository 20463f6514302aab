/** Fields that the record page changes one at a time, in its order. */
export const editableFields = {
  contact: ["firstName", "lastName", "jobTitle", "email", "phone", "mobile", "language"],
  firm: ["organizationName", "websiteUrl", "linkedinUrl", "street", "postalCode", "city", "siret", "nafCode", "description"],
  more: ["tags", "notes"],
} as const;
export type EditableField = (typeof editableFields)[keyof typeof editableFields][number];

const all: ReadonlyArray<string> = Object.values(editableFields).flat();
export const isEditableField = (text: unknown): text is EditableField => typeof text === "string" && all.includes(text);
