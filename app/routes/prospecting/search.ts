import type { LoaderFunctionArgs } from "@remix-run/node";
import { findProspects } from "~/domains/prospecting/prospect/find-prospects.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";

/** What ⌘K finds while one types. */
export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "prospect:read");
  const term = new URL(request.url).searchParams.get("q")?.trim() ?? "";
  const found = term.length < 2 ? [] : await inCompany(member, (ctx) => findProspects(ctx, { term }));
  return {
    prospects: found.map(({ id, firstName, lastName, organizationName, email, city }) => {
      const person = [firstName, lastName].filter(Boolean).join(" ");
      const name = person || organizationName || email || "…";
      return { id, name, note: [person ? organizationName : null, city].filter(Boolean).join(" · ") };
    }),
  };
}
