import { Link } from "@remix-run/react";
import { Merge, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button, IconLink } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";
import { SidePart } from "~/ui/pages/record-page";
import { useFormat } from "~/ui/words";

interface Props {
  prospectId: string;
  similar: Array<{ pairId: string; id: string; certainty: number; name: string; organizationName: string | null; city: string | null }>;
  merges: Array<{ id: string; name: string; mergedAt: Date | string; undoUntil: Date | string }>;
  mayChange: boolean;
}

/** Who may be the same person or firm, and what was merged into this one and can still be taken out again. */
export function SimilarProspects({ prospectId, similar, merges, mayChange }: Props) {
  const { t } = useTranslation("prospecting");
  const { percent, date } = useFormat();
  if (similar.length + merges.length === 0) return null;
  return (
    <SidePart title={t("duplicate.similar")}>
      <ul className="plain stack g2">
        {similar.map(({ id, name, organizationName, city, certainty }) => (
          <li key={id} className="row between">
            <span className="truncate">
              <Link to={`/prospects/${id}`} prefetch="intent" dir="auto">
                {name}
              </Link>
              <span className="cell-2" dir="auto">
                {[percent(certainty / 100), organizationName !== name && organizationName, city].filter(Boolean).join(", ")}
              </span>
            </span>
            {mayChange && (
              <IconLink icon={Merge} label={t("duplicate.merge_with", { name })} to={`/prospects/merge?one=${prospectId}&other=${id}`} />
            )}
          </li>
        ))}
        {merges.map(({ id, name, mergedAt, undoUntil }) => (
          <li key={id} className="stack g1">
            <span dir="auto">{t("duplicate.merged_in", { name, date: date(mergedAt) })}</span>
            {mayChange && (
              <Form method="post" action="/prospects/unmerge" className="row between">
                <span className="meta muted">{t("duplicate.undo_until", { date: date(undoUntil) })}</span>
                <input type="hidden" name="merge" value={id} />
                <input type="hidden" name="back" value={`/prospects/${prospectId}`} />
                <Button kind="quiet" size="sm" icon={Undo2}>
                  {t("duplicate.undo")}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </SidePart>
  );
}
