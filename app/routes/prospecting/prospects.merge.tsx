import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { Merge } from "lucide-react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { previewMerge } from "~/domains/prospecting/duplicate/duplicate.queries.server";
import { choicesOf, MergeForm } from "~/domains/prospecting/duplicate/merge.schema";
import { mergeProspects } from "~/domains/prospecting/duplicate/merge-prospects.server";
import { MergeChoice } from "~/domains/prospecting/ui/merge-choice";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice, redirectWithRefusal } from "~/platform/notice.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { FormPage } from "~/ui/pages/form-page";

export const handle = { words: ["prospecting"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const { searchParams } = new URL(request.url);
  const ids = { oneId: idFrom(searchParams.get("one") ?? undefined), otherId: idFrom(searchParams.get("other") ?? undefined) };
  return { preview: await inCompany(company, (ctx) => previewMerge(ctx, ids)) };
}

const Posted = MergeForm.extend({ one: z.guid(), other: z.guid() });

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, Posted);
  if (!form.ok) return form.refusal;
  const { one, other, ...chosen } = form.value;
  return redirectWithRefusal(`/prospects/${one}`, async () => {
    const { mergeId, winnerId } = await inCompany(company, (ctx) =>
      mergeProspects(ctx, { oneId: one, otherId: other, winner: chosen.winner, choices: choicesOf(chosen) }),
    );
    const back = `/prospects/${winnerId}`;
    return redirectWithNotice(back, {
      code: "prospecting:duplicate.notice.merged",
      undo: { action: "/prospects/unmerge", fields: { merge: mergeId, back } },
    });
  });
}

export default function MergeTwo() {
  const { preview } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const busy = useNavigation().state === "submitting";
  return (
    <FormPage
      title={t("duplicate.merge_two")}
      purpose={t("duplicate.merge_purpose")}
      crumbs={[{ label: t("prospect.many"), to: "/prospects" }]}
      save={
        <div className="row">
          <Button kind="primary" icon={Merge} shortcut="m" busy={busy} form="merge">
            {t("duplicate.merge")}
          </Button>
          <ButtonLink kind="quiet" to={`/prospects/${preview.one.id}`}>
            {t("duplicate.cancel")}
          </ButtonLink>
        </div>
      }
    >
      <Form method="post" id="merge">
        <input type="hidden" name="one" value={preview.one.id} />
        <input type="hidden" name="other" value={preview.other.id} />
        <MergeChoice preview={preview} />
      </Form>
    </FormPage>
  );
}
