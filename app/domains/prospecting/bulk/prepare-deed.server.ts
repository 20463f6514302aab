import { listCustomFields } from "~/domains/catalogue/custom-field/custom-fields.queries.server";
import { AppError } from "~/platform/errors";
import type { CompanyCtx } from "~/platform/tenancy.server";
import { customKeyOf } from "../condition/condition-fields.rules";
import { requireAssignee } from "../prospect/assignees.server";
import { fittingCustomValues } from "../prospect/fitting-custom-values.server";
import { ProspectChange } from "../prospect/prospect.schema";
import { createSegment } from "../segment/save-segment.server";
import { requireFixedSegment } from "../segment/segment-members.server";
import { type BulkDeed, type BulkForm, isSettableField } from "./bulk.schema";

/**
 * What a form asks for, judged once for all by the rules that hold by hand. A segment named anew is made.
 * @throws AppError (422) at its field: 'prospecting.prospect.…', 'prospecting.segment.…', 'prospecting.tag.missing', 'catalogue.field.…', 'platform.form.invalid'
 */
export async function prepareDeed(ctx: CompanyCtx, form: BulkForm): Promise<BulkDeed> {
  const { act, remove } = form;
  switch (act) {
    case "assign": {
      await requireAssignee(ctx, form.userId ?? null);
      return { act, userId: form.userId ?? null };
    }
    case "status":
      if (!form.status) throw new AppError("platform.form.invalid", { status: 422, field: "status" });
      return { act, status: form.status };
    case "tag":
    case "untag":
      if (!form.tag) throw new AppError("prospecting.tag.missing", { status: 422, field: "tag" });
      return { act: act === "untag" || remove ? "untag" : "tag", tag: form.tag };
    case "delete":
      return { act };
    case "join_segment":
    case "leave_segment": {
      const leaves = act === "leave_segment" || Boolean(remove);
      if (form.name && !leaves) {
        const { segmentId } = await createSegment(ctx, { name: form.name, type: "fixed" });
        return { act: "join_segment", segmentId, name: form.name };
      }
      if (!form.segmentId) throw new AppError("prospecting.segment.name_missing", { status: 422, field: "segmentId" });
      const { name } = await requireFixedSegment(ctx, form.segmentId);
      return { act: leaves ? "leave_segment" : "join_segment", segmentId: form.segmentId, name };
    }
    case "set_field":
      return { act, ...(await fieldAndValue(ctx, form.field ?? "", form.value)) };
  }
}

/** The value as the field holds it; null empties. A field of the company’s own is named as it is called now. */
async function fieldAndValue(ctx: CompanyCtx, field: string, given: string) {
  const key = customKeyOf(field);
  if (key !== null) {
    const known = await listCustomFields(ctx, { entity: "prospect" });
    const own = known.find((one) => one.key === key);
    if (!own) throw new AppError("platform.form.invalid", { status: 422, field: "field" });
    return { field, label: own.label, value: (await fittingCustomValues(ctx, { [key]: given }))[key] ?? null };
  }
  if (!isSettableField(field)) throw new AppError("platform.form.invalid", { status: 422, field: "field" });
  const read = ProspectChange.safeParse({ [field]: given });
  if (!read.success) throw new AppError(read.error.issues[0]!.message, { status: 422, field: "value" });
  return { field, value: read.data[field] ?? null };
}
