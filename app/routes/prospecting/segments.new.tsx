import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { conditionChoices } from "~/domains/prospecting/condition/condition-choices.queries.server";
import { questionsOf } from "~/domains/prospecting/condition/filter-questions.rules";
import { filterFromUrl } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { createSegment } from "~/domains/prospecting/segment/save-segment.server";
import { SegmentForm } from "~/domains/prospecting/segment/segment.schema";
import { SegmentEditor } from "~/domains/prospecting/ui/segment-editor";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { inCompany } from "~/platform/tenancy.server";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction = () => [{ title: "Segments · Essor" }];

/** Begins with the filter of the list it was asked from. */
export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const filter = filterFromUrl(new URL(request.url).searchParams);
  return { q: filter.q, where: questionsOf(filter), choices: await inCompany(company, conditionChoices) };
}

export async function action({ request }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const form = await readForm(request, SegmentForm);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    const { segmentId } = await inCompany(company, (ctx) => createSegment(ctx, form.value));
    return redirectWithNotice(`/segments/${segmentId}`, { code: "prospecting:notice.segment_created" });
  });
}

export default function NewSegment() {
  const { q, where, choices } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  return <SegmentEditor title={t("segment.new")} q={q} where={where} choices={choices} lastResult={useActionData<typeof action>()} />;
}
