import { ChevronDown, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CustomFieldFacts } from "~/domains/catalogue/custom-field/custom-value.rules";
import { cellKindOf, wordsOf } from "~/domains/prospecting/list/list-columns.rules";
import { groupToken, mostOpen, type ProspectGroup, tokenOfCursor } from "~/domains/prospecting/list/list-groups.rules";
import type { ListShape } from "~/domains/prospecting/list/list-shape.rules";
import type { ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import type { ProspectLine } from "~/domains/prospecting/prospect/prospect-line.rules";
import type { Cursor } from "~/domains/prospecting/prospect/prospect-sort.rules";
import { groupCursor, prospectsHref } from "~/domains/prospecting/ui/prospect-address";
import { Icon } from "~/ui/controls/icon";
import { useFormat, useWords } from "~/ui/words";

export interface ListedGroup extends ProspectGroup {
  page: { rows: Array<ProspectLine>; place: number; next: Cursor | null; previous: Cursor | null } | null;
}

interface Props {
  groups: Array<ListedGroup>;
  filter: ProspectFilter;
  shape: ListShape;
  custom: ReadonlyArray<CustomFieldFacts>;
  /** Cursors as they stand in the address. */
  at: ReadonlyArray<string>;
}

/** The groups of the list as parts of its table: a heading that opens and closes, its rows, and the way to more of them. */
export function useGroupLines({ groups, filter, shape, custom, at }: Props) {
  const format = useFormat();
  const say = useWords();
  const { number } = format;
  const nameOf = useGroupNames(shape.group ?? "", custom);
  const open = groups.filter(({ page }) => page).map(({ value }) => groupToken(value));
  const placesBut = (token: string) => at.filter((text) => tokenOfCursor(text) !== token && open.includes(tokenOfCursor(text) ?? ""));
  return groups.map((group) => {
    const { value, count, page } = group;
    const token = groupToken(value);
    const others = open.filter((one) => one !== token);
    const opened = page ? others : [...open, token].slice(-mostOpen);
    const goTo = (cursor: Cursor | null) =>
      cursor ? prospectsHref(filter, shape, { open, at: [...placesBut(token), groupCursor(cursor, value)] }) : undefined;
    return {
      key: token,
      rows: page?.rows ?? [],
      heading: (
        <a
          className="group-link"
          href={prospectsHref(filter, shape, { open: opened.length > 0 ? opened : [""], at: placesBut(token) })}
          aria-expanded={page !== null}
        >
          <Icon of={page ? ChevronDown : ChevronRight} />
          <bdi>{nameOf(group)}</bdi>
          <span className="count">{number(count)}</span>
        </a>
      ),
      foot: page && (page.next || page.previous) && (
        <div className="group-pager">
          <span className="num">
            {say("rangeOf", { from: number(page.place + 1), to: number(page.place + page.rows.length), total: number(count) })}
          </span>
          {page.previous && (
            <a
              className="btn btn-secondary btn-sm"
              rel="prev"
              href={goTo(page.previous)}
              aria-label={format.list([say("previous"), nameOf(group)])}
            >
              {say("previous")}
            </a>
          )}
          {page.next && (
            <a
              className="btn btn-secondary btn-sm"
              rel="next"
              href={goTo(page.next)}
              aria-label={format.list([say("next"), nameOf(group)])}
            >
              {say("next")}
            </a>
          )}
        </div>
      ),
    };
  });
}

/** What a group is called: the word of a choice, the name of a record, else the value itself. */
function useGroupNames(by: string, custom: ReadonlyArray<CustomFieldFacts>) {
  const { t } = useTranslation("prospecting");
  const words = wordsOf(by);
  const isBoolean = cellKindOf(by, custom) === "boolean";
  return ({ value, name }: ProspectGroup): string => {
    if (value === null) return by === "assignedTo" ? t("list.nobody") : t("list.group_blank");
    if (isBoolean) return t(value === "true" ? "filter.yes" : "filter.no");
    return words ? t(`${words}.${value}`) : (name ?? value);
  };
}
