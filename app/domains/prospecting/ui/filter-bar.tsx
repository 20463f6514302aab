import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type FilterPart,
  filterParts,
  type ProspectFilter,
  prospectStatuses,
  withoutPart,
} from "~/domains/prospecting/prospect/prospect-filter.schema";
import type { ListShape } from "~/domains/prospecting/list/list-shape.rules";
import { testWords } from "~/domains/prospecting/condition/condition-words.rules";
import { testsOf } from "~/domains/prospecting/condition/condition.schema";
import { FilterAdd, FilterChip } from "~/ui/controls/filter-chip";
import type { MenuEntry } from "~/ui/overlays/menu";
import { useFormat } from "~/ui/words";
import { ConditionDialog } from "./condition-dialog";
import { FilterDialog } from "./filter-dialog";
import { prospectsHref } from "./prospect-address";

interface Props {
  filter: ProspectFilter;
  shape: ListShape;
  /** The server's clock, for "in the last 7 days". */
  now: Date | string;
  /** What else narrows or orders the list, as chips. */
  after?: ReactNode;
}

/** The filters of the list as sentences, each with its way out, and the ways to more. */
export function FilterBar({ filter, shape, now, after }: Props) {
  const { t } = useTranslation("prospecting");
  const [open, setOpen] = useState<"filters" | "conditions" | null>(null);
  const valueOf = useFilterValues();
  const to = (change: ProspectFilter) => prospectsHref({ ...filter, ...change }, shape);
  const since = (days: number) => new Date(new Date(now).getTime() - days * 86_400_000).toISOString().slice(0, 10);
  const quick: Array<MenuEntry> = [
    { label: t("filter.quick.email"), to: to({ email: "yes" }) },
    { label: t("filter.quick.phone"), to: to({ phone: "yes" }) },
    { label: t("filter.quick.never"), to: to({ contacted: "no" }) },
    { label: t("filter.quick.contacted"), to: to({ contacted: "yes" }) },
    { label: t("filter.quick.score", { score: 50 }), to: to({ scoreMin: 50 }) },
    { label: t("filter.quick.week"), to: to({ since: since(7) }) },
    { label: t("filter.quick.month"), to: to({ since: since(30) }) },
    "rule",
    { label: t("filter.all"), run: () => setOpen("filters") },
    { label: t("condition.title"), run: () => setOpen("conditions") },
  ];
  return (
    <>
      {filterParts
        .filter((part) => filter[part] !== undefined)
        .map((part) => (
          <FilterChip
            key={part}
            name={t(`filter.${part}.name`)}
            operator={t(`filter.${part}.op`)}
            value={valueOf(part, filter)}
            removeTo={prospectsHref(withoutPart(filter, part), shape)}
            choices={part === "where" ? [{ label: t("condition.edit"), run: () => setOpen("conditions") }] : choicesOf(part, filter, to, t)}
          />
        ))}
      {after}
      <FilterAdd label={t("filter.add")} entries={quick} />
      <FilterDialog filter={filter} shape={shape} open={open === "filters"} onClose={() => setOpen(null)} />
      <ConditionDialog where={filter.where} open={open === "conditions"} onClose={() => setOpen(null)} to={(where) => to({ where })} />
    </>
  );
}

/** What else one click can put in a chip's place. */
function choicesOf(
  part: FilterPart,
  filter: ProspectFilter,
  to: (change: ProspectFilter) => string,
  t: (key: string, values?: Record<string, string>) => string,
): Array<MenuEntry> | undefined {
  if (part === "tag" && filter.tag!.length > 1)
    return filter.tag!.map((tag) => ({
      label: t("filter.tag.without", { tag }),
      to: to({ tag: filter.tag!.filter((one) => one !== tag) }),
    }));
  if (part === "status") return prospectStatuses.map((status) => ({ label: t(`status.${status}`), to: to({ status: [status] }) }));
  if (part === "scoreMin") return [30, 40, 50, 60, 70, 80].map((score) => ({ label: String(score), to: to({ scoreMin: score }) }));
  if (part === "email" || part === "phone" || part === "contacted")
    return (["yes", "no"] as const).map((value) => ({ label: t(`filter.${value}`), to: to({ [part]: value }) }));
  return undefined;
}

/** The values of a part of the filter, in words. */
export function useFilterValues() {
  const { t } = useTranslation("prospecting");
  const { date, list } = useFormat();
  return (part: FilterPart, filter: ProspectFilter): string => {
    const value = filter[part];
    if (part === "status") return list(filter.status!.map((one) => t(`status.${one}`)));
    if (part === "source") return list(filter.source!.map((one) => t(`source.${one}`)));
    if (part === "segment") return t("filter.segment.value", { count: filter.segment!.length });
    if (part === "where") {
      const tests = testsOf(filter.where!);
      if (tests.length > 1) return t("condition.count", { count: tests.length });
      const { field, operator, value } = testWords(tests[0]!, t, { date: (day) => date(`${day}T12:00:00Z`), list });
      return [field, operator, value].filter(Boolean).join(" ");
    }
    if (part === "importRun") return t("filter.importRun.value");
    if (part === "since") return date(`${filter.since}T12:00:00Z`);
    if (value === "yes" || value === "no") return t(`filter.${value}`);
    return Array.isArray(value) ? list(value) : String(value);
  };
}
