import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { markNotification } from "~/domains/operations/notification/mark-notifications.server";
import { placeOf } from "~/domains/operations/notification/notification.rules";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

const Posted = z.object({ intent: z.enum(["open", "read", "unread"], "platform.form.invalid").default("read") });

/** Marks one as seen or not; `open` goes on to what it tells of. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  const id = idFrom(params.notificationId);
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { intent } = form.value;
  const row = await inCompany(member, (ctx) => markNotification(ctx, { id, isRead: intent !== "unread" }));
  return redirect((intent === "open" && placeOf(row)) || "/notifications");
}
