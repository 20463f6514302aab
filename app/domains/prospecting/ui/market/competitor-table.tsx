import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Competitor } from "~/domains/prospecting/agency/agency.rules";
import { Table } from "~/ui/data/table";
import { useFigureWords } from "./market-words";

/** Other agencies of the same city, as far as they are known. */
export function CompetitorTable({ competitors }: { competitors: ReadonlyArray<Competitor> }) {
  const { t } = useTranslation("prospecting");
  const say = useFigureWords();
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={t("agency.competitors")}>
      <Table
        compact
        label={t("agency.competitors")}
        heads={[
          { label: t("agency.one") },
          { label: t("agency.field.networkName") },
          { label: t("agency.column.agents"), num: true },
          { label: t("agency.column.listings"), num: true },
          { label: t("agency.column.maturity"), num: true },
        ]}
      >
        {competitors.map(({ id, name, networkName, agentsCount, listingsCount, maturity }) => (
          <tr key={id}>
            <td dir="auto">
              <Link to={`/prospects/${id}/agency`} prefetch="intent">
                {name}
              </Link>
            </td>
            <td dir="auto">{networkName ?? ""}</td>
            <td className="num">{say.number(agentsCount)}</td>
            <td className="num">{say.number(listingsCount)}</td>
            <td className="num">{say.number(maturity)}</td>
          </tr>
        ))}
      </Table>
    </div>
  );
}
