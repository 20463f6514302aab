import type { LoaderFunctionArgs } from "@remix-run/node";
import { agencySummary } from "~/domains/prospecting/agency/agency.queries.server";
import { hasPack } from "~/domains/prospecting/agency/require-pack.server";
import { besideProspect } from "~/domains/prospecting/beside/beside-prospect.queries.server";
import { signalsOf } from "~/domains/prospecting/signal/signals.queries.server";
import { requireCompany } from "~/platform/gate.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

/** What stands around a prospect: the market of its city and what it says, who is like it, what is known of it as an agency. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const id = idFrom(params.prospectId);
  return inCompany(company, async (ctx) => {
    const beside = found(await besideProspect(ctx, id));
    const pack = await hasPack(ctx);
    return { beside, hasPack: pack, signals: pack ? await signalsOf(ctx, id) : [], agency: pack ? await agencySummary(ctx, id) : null };
  });
}
