import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { restoreRules } from "~/domains/prospecting/score/save-rules.server";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

const Version = z.coerce.number().int().min(0);

/** Makes an earlier version of the scoring rules hold again; 0: Essor's own. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:change");
  const read = Version.safeParse((await formDataOf(request)).get("version"));
  if (!read.success) throw new AppError("platform.form.invalid", { status: 422 });
  return redirectWithRefusal("/settings/scoring", async () => {
    const { isNew } = await inCompany(member, (ctx) => restoreRules(ctx, read.data));
    const code = isNew ? (read.data === 0 ? "reset_done" : "restored") : "unchanged";
    return redirectWithNotice("/settings/scoring", { code: `prospecting:scoring.${code}`, values: { version: read.data } });
  });
}
