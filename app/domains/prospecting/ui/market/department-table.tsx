import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { DepartmentLine } from "~/domains/prospecting/map/department-line.rules";
import { alsoWhere, type ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { Table } from "~/ui/data/table";
import { useFigureWords } from "./market-words";
import { prospectsHref } from "../prospect-address";

interface Props {
  lines: ReadonlyArray<DepartmentLine>;
  filter: ProspectFilter;
}

/** What the map draws, in words and figures: those with prospects first. */
export function DepartmentTable({ lines, filter }: Props) {
  const { t } = useTranslation("prospecting");
  const say = useFigureWords();
  const toList = (code: string) =>
    prospectsHref(code === "" ? alsoWhere(filter, { field: "department", is: "empty" }) : { ...filter, department: [code] });
  const latest = lines.reduce<DepartmentLine["asOf"]>(
    (last, { asOf }) => (asOf && (!last || new Date(asOf) > new Date(last)) ? asOf : last),
    null,
  );
  return (
    <section className="stack g3 min-w-0">
      <Table
        compact
        label={t("map.table")}
        heads={[
          { label: t("field.department") },
          { label: t("prospect.many"), num: true },
          { label: t("market.price"), num: true },
          { label: t("market.trend_12m"), num: true },
        ]}
      >
        {lines.map(({ code, name, prospects, price, trend }) => (
          <tr key={code}>
            <td>
              {code === "" ? t("map.unknown") : name} {code !== "" && <span className="muted">{code}</span>}
            </td>
            <td className="num">
              {prospects > 0 ? (
                <Link className="link" to={toList(code)}>
                  {say.number(prospects)}
                </Link>
              ) : (
                say.number(0)
              )}
            </td>
            <td className="num">{say.price(price)}</td>
            <td className="num">{say.change(trend)}</td>
          </tr>
        ))}
      </Table>
      <p className="meta muted">{latest ? t("market.source_dvf", { date: say.day(latest) }) : t("market.nothing_read")}</p>
    </section>
  );
}
