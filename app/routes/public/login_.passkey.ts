import type { ActionFunctionArgs } from "@remix-run/node";
import { firstCompanyOf } from "~/domains/identity/account/log-in.server";
import { enter } from "~/domains/identity/security/enter.server";
import { PasskeyLogIn } from "~/domains/identity/security/security.schema";
import { takePasskey } from "~/domains/identity/security/use-passkey.server";
import { AppError } from "~/platform/errors";
import { readForm } from "~/platform/forms.server";
import { takeRates } from "~/platform/rates.server";

/** A passkey alone: what one has, and the finger, face or PIN that it asked for. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request, PasskeyLogIn);
  if (!form.ok) return form.refusal;
  const { clientAddress } = context;
  return form.attempt(async () => {
    await takeRates({ "passkey.address": clientAddress });
    const userId = await takePasskey(request, { answer: form.value.answer, isAlone: true });
    if (!userId) throw new AppError("identity.passkey.refused", { status: 422 });
    return enter(request, { userId, companyId: await firstCompanyOf(userId) }, { clientAddress, next: form.value.next, isStrong: true });
  });
}
