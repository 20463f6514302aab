import type { TFunction } from "i18next";

/** What a role is called: by the company, or in the reader's language. */
export const roleName = (t: TFunction, { name, key }: { name?: string | null; key: string }) => name ?? t(`role.${key}`);
