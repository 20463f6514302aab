import { useTranslation } from "react-i18next";
import { type FilterPart, filterParts, type ProspectFilter } from "~/domains/prospecting/prospect/prospect-filter.schema";
import { useFilterValues } from "~/domains/prospecting/ui/filter-bar";
import { useFormat } from "~/ui/words";

/** What says of itself what it is: a town, a number of a department, a tag. */
const plain: ReadonlySet<FilterPart> = new Set(["q", "city", "department", "tag"]);

/** What yes or no to a part is called in one word: "Avec e-mail", "Jamais contactés". */
const quick: Partial<Record<string, string>> = {
  "email yes": "filter.quick.email",
  "phone yes": "filter.quick.phone",
  "contacted no": "filter.quick.never",
  "contacted yes": "filter.quick.contacted",
};

/** A campaign's audience in words, in the reader's language: "Rennes, Avec e-mail". Its page speaks "prospecting" too. */
export function useAudienceWords(filter: ProspectFilter): string {
  const { t } = useTranslation("prospecting");
  const { list } = useFormat();
  const valueOf = useFilterValues();
  const said = (part: FilterPart) => {
    const word = quick[`${part} ${String(filter[part])}`];
    if (word) return t(word);
    return plain.has(part) ? valueOf(part, filter) : [t(`filter.${part}.name`), t(`filter.${part}.op`), valueOf(part, filter)].join(" ");
  };
  return list(filterParts.filter((part) => filter[part] !== undefined).map(said));
}
