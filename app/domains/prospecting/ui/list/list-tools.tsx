import { ArrowDownWideNarrow, Bookmark, Download, History, Map } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { cellKindOf, columnLabel, isSortable } from "~/domains/prospecting/list/list-columns.rules";
import { type ListShape, shapeFields, usualShape } from "~/domains/prospecting/list/list-shape.rules";
import { filterToUrl, isEmptyFilter, type ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { prospectsHref } from "~/domains/prospecting/ui/prospect-address";
import { ButtonLink, IconLink } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { Menu, type MenuEntry } from "~/ui/overlays/menu";
import { mapHref } from "../market/map-address";
import { ColumnsDialog } from "./columns-dialog";

interface Props {
  filter: ProspectFilter;
  shape: ListShape;
  custom: ReadonlyArray<CustomFieldFacts>;
  mayChange: boolean;
}

/** What stands at the end of the filters: order, columns, keeping the list as a segment, files. */
export function ListTools({ filter, shape, custom, mayChange }: Props) {
  const { t } = useTranslation("prospecting");
  const { sort } = shape;
  const label = (name: string) => columnLabel(name, t, custom);
  const signature = filterToUrl(filter);
  const byDefault = (name: string) => ["number", "moment"].includes(cellKindOf(name, custom) ?? "");
  const orders = [...new Set(["name", ...shape.columns.filter(isSortable), "createdAt"])];
  return (
    <>
      <Menu
        label={t("prospect.sort")}
        end
        triggerClass="btn btn-quiet btn-sm"
        trigger={
          <>
            <Icon of={ArrowDownWideNarrow} />
            {t("list.sorted", { field: label(sort.by) })}
          </>
        }
        entries={orders.map((by) => ({
          label: label(by),
          to: prospectsHref(filter, { ...shape, sort: { by, descending: by === sort.by ? !sort.descending : byDefault(by) } }),
          checked: by === sort.by,
        }))}
      />
      <ColumnsDialog shape={shape} custom={custom} to={(next) => prospectsHref(filter, next)} />
      {mayChange && !isEmptyFilter(filter) && !filter.segment && (
        <ButtonLink kind="quiet" size="sm" icon={Bookmark} to={`/segments/new?${signature}`}>
          {t("segment.save_list")}
        </ButtonLink>
      )}
      <IconLink icon={Map} label={t("map.title")} to={mapHref(filter)} />
      <IconLink icon={History} label={t("bulk_run.many")} to="/prospects/runs" />
      <Menu
        label={t("list.export")}
        end
        wordless
        triggerClass="btn btn-quiet btn-sm btn-icon"
        trigger={<Icon of={Download} />}
        entries={exportEntries(t, signature, shape)}
      />
    </>
  );
}

/** The list as a file: its columns in their order, or every field, each as CSV and as a workbook. */
function exportEntries(t: (key: string) => string, signature: string, shape: ListShape): Array<MenuEntry> {
  const href = (cols: string, format: "csv" | "xlsx") => {
    const search = new URLSearchParams(signature);
    if (cols) search.set("cols", cols);
    if (format === "xlsx") search.set("format", format);
    const query = search.toString();
    return query ? `/prospects/export?${query}` : "/prospects/export";
  };
  const cols = shapeFields(shape).cols ?? usualShape.columns.join(",");
  const entry = (format: "csv" | "xlsx", of: string): MenuEntry => ({
    label: format === "csv" ? "CSV" : "Excel",
    href: href(of, format),
    download: true,
  });
  return [
    { heading: t("list.export_columns") },
    entry("xlsx", cols),
    entry("csv", cols),
    { heading: t("list.export_all") },
    entry("xlsx", ""),
    entry("csv", ""),
  ];
}
