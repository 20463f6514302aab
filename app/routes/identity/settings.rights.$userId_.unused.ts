import type { ActionFunctionArgs } from "@remix-run/node";
import { UnusedOfMember } from "~/domains/identity/role/role.schema";
import { giveBackToMember, takeUnusedFromMember } from "~/domains/identity/role/take-unused.server";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";

/** Takes from a member what he does not use, or gives it back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "role:change");
  await requireSecondFactor(request);
  const userId = idFrom(params.userId);
  const form = await readForm(request, UnusedOfMember);
  if (!form.ok) return form.refusal;
  const { intent, days, rights } = form.value;
  const held = company.rights;
  const page = `/settings/rights/${userId}`;
  return redirectWithRefusal(page, async () => {
    if (intent === "give_back") {
      await inCompany(company, (ctx) => giveBackToMember(ctx, { userId, before: rights, held }));
      return redirectWithNotice(page, { code: "identity:access.unused.given_back", values: { count: rights.length } });
    }
    const wanted = rights.map(({ permission }) => permission);
    const { before } = await inCompany(company, (ctx) => takeUnusedFromMember(ctx, { userId, rights: wanted, days, held }));
    const was = before.map(({ permission, choice }) => `${permission}=${choice}`).join(",");
    return redirectWithNotice(page, {
      code: "identity:access.unused.taken",
      values: { count: before.length },
      undo: { action: `${page}/unused`, fields: { intent: "give_back", rights: was } },
    });
  });
}
