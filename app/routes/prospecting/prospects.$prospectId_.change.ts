import { type ActionFunctionArgs, data } from "@remix-run/node";
import { recordInteractions } from "~/domains/crm/interaction/record-interaction.server";
import { customKeyOf } from "~/domains/prospecting/condition/condition-fields.rules";
import { changeProspect } from "~/domains/prospecting/prospect/change-prospect.server";
import { isEditableField } from "~/domains/prospecting/prospect/editable-fields.rules";
import { ProspectChange } from "~/domains/prospecting/prospect/prospect.schema";
import { isStanding, setStanding, type Standing } from "~/domains/prospecting/prospect/set-standing.server";
import { AppError } from "~/platform/errors";
import { formDataOf } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { languageFor, voiceFor } from "~/platform/i18n.server";
import { type Notice, redirectWithNotice } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { type CompanyCtx, type CompanyScope, inCompany } from "~/platform/tenancy.server";

/**
 * Changes one field where it stands, its status or whose it is among them. Blank empties it. A refusal comes back as the code of its
 * sentence. With `stay` the answer is the notice itself, for a list that goes on where it is; else the record tells it.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const prospectId = idFrom(params.prospectId);
  const form = await formDataOf(request);
  const [field, before, stay] = ["field", "before", "stay"].map((name) => String(form.get(name) ?? "")) as [string, string, string];
  const value = form.getAll("value").map(String).filter(Boolean).join(", "); // several of a choice are posted one by one
  try {
    const code = await change(company, { prospectId, field, value });
    if (code !== null && code !== "unchanged") return data({ field, code }, { status: 422 });
    const undo = { action: `/prospects/${prospectId}/change`, fields: { field, value: before, before: value, ...(stay && { stay }) } };
    const notice: Notice = {
      code: "prospecting:notice.changed",
      undo: code === null && before.length + value.length < 1500 ? undo : undefined,
    };
    return stay ? await told(request, notice, field) : await redirectWithNotice(`/prospects/${prospectId}`, notice);
  } catch (error) {
    if (!(error instanceof AppError) || error.detail.status === 404 || !/^(prospecting|catalogue)\./.test(error.code)) throw error;
    return data({ field, code: error.code }, { status: 422 });
  }
}

/** @returns null where it was changed, "unchanged" where it is so already, or the code of a refusal */
async function change(company: CompanyScope, what: { prospectId: string; field: string; value: string }): Promise<string | null> {
  const { prospectId, field, value } = what;
  if (isStanding(field))
    return inCompany(company, async (ctx) => ((await changeStanding(ctx, { prospectId, field, value })) ? null : "unchanged"));
  const key = customKeyOf(field);
  if (key === null && !isEditableField(field)) throw new AppError("platform.form.invalid", { status: 422 });
  const read = ProspectChange.safeParse(key === null ? { [field]: value } : { customFields: { [key]: value } });
  if (!read.success) return read.error.issues[0]!.message;
  const changed = await inCompany(company, (ctx) => changeProspect(ctx, prospectId, read.data));
  return changed.length > 0 ? null : "unchanged";
}

/** A change of status is told in the timeline, as one of many is. */
async function changeStanding(ctx: CompanyCtx, what: { prospectId: string; field: Standing; value: string }) {
  const done = await setStanding(ctx, what);
  const { prospectId, field, value } = what;
  if (done && field === "status")
    await recordInteractions(ctx, [
      {
        prospectId,
        userId: ctx.actor.kind === "user" ? ctx.actor.id : null,
        type: "stage_change",
        channel: "other",
        metadata: { from: done.before, to: value },
        occurredAt: ctx.now,
      },
    ]);
  return done;
}

/** The notice in words, for the list's own fetcher. */
async function told(request: Request, { code, undo }: Notice, field: string) {
  const { t } = await voiceFor(await languageFor(request), ["prospecting"]);
  return data({ field, notice: { id: crypto.randomUUID(), text: t(code), undo: undo && { ...undo, background: true } } });
}
