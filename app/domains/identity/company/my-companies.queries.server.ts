import { Prisma } from "~/generated/prisma/client";
import { asUser } from "~/platform/tenancy.server";

export interface MyCompany {
  id: string;
  name: string;
  roleKey: string;
  /** What the company calls the role; empty: it is called in the reader's language. */
  roleName: string | null;
}

/** An expression: the companies that the person of this transaction may enter, by name. Part of a statement that runs anyway. */
export const myCompaniesJson = Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', m.company_id, 'name', m.name, 'roleKey', m.role_key, 'roleName', m.role_name)), '[]')
  FROM app.my_companies() m)`;

export async function companiesOf(userId: string): Promise<Array<MyCompany>> {
  const [row] = await asUser(
    userId,
    ({ db }) => db.$queryRaw<Array<{ companies: Array<MyCompany> }>>`SELECT ${myCompaniesJson} AS companies`,
  );
  return row!.companies;
}
