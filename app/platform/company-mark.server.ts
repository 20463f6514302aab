import { AppError } from "./errors";
import { companyMark } from "./company-mark";
import { formDataOf } from "./forms.server";

/**
 * Refuses a form that was drawn for another company than the one this session works in now: the tabs of a browser share one session, and
 * one that was left open in the company before knows nothing of the change where no script tells it. Nothing of it is read further.
 * A form without a mark is none of ours drawn inside the product, and is judged by its ids alone. Uploads are judged as they arrive.
 * @throws AppError 'platform.gate.other_company' (409)
 */
export async function refuseStaleForm(request: Request, companyId: string): Promise<void> {
  if (request.method !== "POST" || !/^application\/x-www-form-urlencoded\b/i.test(request.headers.get("content-type") ?? "")) return;
  const form = await formDataOf(request);
  refuseStaleMark(form.get(companyMark), companyId);
  form.delete(companyMark); // no field of any form's own
}

export function refuseStaleMark(mark: unknown, companyId: string): void {
  if (typeof mark === "string" && mark !== "" && mark !== companyId) throw new AppError("platform.gate.other_company", { status: 409 });
}
