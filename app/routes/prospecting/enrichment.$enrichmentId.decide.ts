import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { acceptProposal, refuseProposal, reopenProposal } from "~/domains/prospecting/enrichment/decide-proposal.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { safeNext } from "~/platform/next-path";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({ answer: z.enum(["accept", "refuse", "reopen"]), back: z.string().max(500).default("/enrichment") });
const notices = { accept: "accepted", refuse: "refused", reopen: "reopened" } as const;

/** A member says yes or no to a value, or takes that back; the notice does. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const id = idFrom(params.enrichmentId);
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { answer, back } = form.value;
  const to = safeNext(back);
  return redirectWithRefusal(to, async () => {
    await inCompany(company, async (ctx) => {
      if (answer === "accept") await acceptProposal(ctx, id);
      else if (answer === "refuse") await refuseProposal(ctx, id);
      else await reopenProposal(ctx, id);
    });
    return redirectWithNotice(to, {
      code: `prospecting:enrichment.notice.${notices[answer]}`,
      undo: answer === "reopen" ? undefined : { action: `/enrichment/${id}/decide`, fields: { answer: "reopen", back: to } },
    });
  });
}
