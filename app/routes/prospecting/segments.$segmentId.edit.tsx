import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { conditionChoices } from "~/domains/prospecting/condition/condition-choices.queries.server";
import { questionsOf } from "~/domains/prospecting/condition/filter-questions.rules";
import { changeSegment } from "~/domains/prospecting/segment/save-segment.server";
import { findSegment } from "~/domains/prospecting/segment/segment.queries.server";
import { SegmentForm } from "~/domains/prospecting/segment/segment.schema";
import { SegmentEditor } from "~/domains/prospecting/ui/segment-editor";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { redirectWithNotice } from "~/platform/notice.server";
import { found, idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction = () => [{ title: "Segments · Essor" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const id = idFrom(params.segmentId);
  return inCompany(company, async (ctx) => {
    const { name, type, filter } = found(await findSegment(ctx, id));
    return { id, name, type, q: filter.q, where: questionsOf(filter), choices: await conditionChoices(ctx) };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const company = await requireCompany(request, "prospect:change");
  const segmentId = idFrom(params.segmentId);
  const form = await readForm(request, SegmentForm);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    await inCompany(company, (ctx) => changeSegment(ctx, { segmentId, ...form.value }));
    return redirectWithNotice(`/segments/${segmentId}`, { code: "prospecting:notice.segment_changed" });
  });
}

export default function EditSegment() {
  const { id, name, type, q, where, choices } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  return (
    <SegmentEditor
      title={t("segment.edit")}
      back={{ label: name, to: `/segments/${id}` }}
      name={name}
      fixedType={type}
      q={q}
      where={where}
      choices={choices}
      lastResult={useActionData<typeof action>()}
    />
  );
}
