import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import { getAuditEntry } from "~/domains/operations/audit/audit.queries.server";
import { changesOf, placeOf } from "~/domains/operations/audit/audit.rules";
import { AuditValueText } from "~/domains/operations/ui/audit-value";
import { useAuditWords } from "~/domains/operations/ui/audit-words";
import { nameOf } from "~/platform/database/name-fields.server";
import { requireCompany } from "~/platform/gate.server";
import { languageFor } from "~/platform/i18n.server";
import { idFrom } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { Badge } from "~/ui/controls/badge";
import { ButtonLink } from "~/ui/controls/button";
import { DateTime } from "~/ui/data/date-time";
import { Table } from "~/ui/data/table";
import { RecordPage, SidePart } from "~/ui/pages/record-page";
import { Facts } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";

export const handle = { words: ["operations"] };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "audit:read");
  const { entry, others } = await inCompany(member, (ctx) => getAuditEntry(ctx, idFrom(params.entryId)));
  const language = await languageFor(request);
  const { oldValues, newValues, ...rest } = entry;
  const changes = changesOf(oldValues, newValues).map(({ field, before, after }) => ({
    field,
    label: nameOf(field, language) ?? field,
    // As text: a value may be of any shape.
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
  }));
  return { entry: rest, others, changes };
}

export default function AuditEntry() {
  const { entry, others, changes } = useLoaderData<typeof loader>();
  const { t } = useTranslation("operations");
  const words = useAuditWords();
  const format = useFormat();
  const place = placeOf(entry.resourceType, entry.resourceId);
  return (
    <RecordPage
      title={words.act(entry.action)}
      crumbs={[{ label: t("audit.title"), to: "/settings/audit" }]}
      state={
        entry.success ? <Badge tone="success">{t("audit.outcome.done")}</Badge> : <Badge tone="warning">{t("audit.outcome.refused")}</Badge>
      }
      subtitle={<bdi>{words.who(entry)}</bdi>}
      verbs={
        place && (
          <ButtonLink size="sm" icon={ExternalLink} to={place}>
            {t("audit.open")}
          </ButtonLink>
        )
      }
      facts={
        <SidePart title={t("audit.entry")}>
          <Facts
            facts={[
              { label: t("audit.column.number"), value: format.number(Number(entry.sequence)) },
              { label: t("audit.column.at"), value: <DateTime at={entry.createdAt} style="full" /> },
              { label: t("audit.column.type"), value: entry.resourceType ? words.type(entry.resourceType) : t("audit.value.empty") },
              ...(entry.actor ? [{ label: t("audit.column.job"), value: <span dir="ltr">{entry.actor}</span> }] : []),
              ...(entry.ipAddress ? [{ label: t("audit.column.address"), value: <span dir="ltr">{entry.ipAddress}</span> }] : []),
              ...(entry.userAgent ? [{ label: t("audit.column.browser"), value: <bdi>{entry.userAgent}</bdi> }] : []),
              ...(entry.gdprBasis ? [{ label: t("audit.column.basis"), value: t(`audit.basis.${entry.gdprBasis}`) }] : []),
              ...(entry.errorMessage ? [{ label: t("audit.column.error"), value: <code dir="ltr">{entry.errorMessage}</code> }] : []),
              ...(entry.correlationId ? [{ label: t("audit.column.request"), value: <code dir="ltr">{entry.correlationId}</code> }] : []),
              { label: t("audit.column.hash"), value: <code dir="ltr">{entry.hash.slice(0, 16)}</code> },
            ]}
          />
        </SidePart>
      }
      related={
        others.length > 0 && (
          <SidePart title={t("audit.same_request")}>
            <ul className="stack g2">
              {others.map((other) => (
                <li key={other.id}>
                  <Link className="link" to={`/settings/audit/${other.id}`}>
                    {words.act(other.action)}
                  </Link>{" "}
                  <span className="meta muted">
                    <DateTime at={other.createdAt} style="moment" />
                  </span>
                </li>
              ))}
            </ul>
          </SidePart>
        )
      }
    >
      {changes.length === 0 ? (
        <p className="muted">{t("audit.no_values")}</p>
      ) : (
        <Table
          label={t("audit.changes")}
          heads={[{ label: t("audit.column.field") }, { label: t("audit.column.before") }, { label: t("audit.column.after") }]}
        >
          {changes.map(({ field, label, before, after }) => (
            <tr key={field}>
              <th scope="row">{label}</th>
              <td>
                <AuditValueText value={parsed(before)} />
              </td>
              <td>
                <AuditValueText value={parsed(after)} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </RecordPage>
  );
}

const parsed = (text: string | null): unknown => (text === null ? undefined : (JSON.parse(text) as unknown));
