import { useTranslation } from "react-i18next";
import { type AgencyFacts, centsOf } from "~/domains/prospecting/agency/agency.rules";
import { Spark } from "~/ui/charts/spark";
import { Table } from "~/ui/data/table";
import { FormSection } from "~/ui/forms/form-parts";
import { useFormat } from "~/ui/words";

/** What the portals cost together, as far as their cost is known. */
export function PortalCosts({ portals }: Pick<AgencyFacts, "portals">) {
  const { t } = useTranslation("prospecting");
  const { money } = useFormat();
  const known = portals.flatMap(({ monthlyCost }) => (monthlyCost === null ? [] : [centsOf(monthlyCost)]));
  if (known.length === 0) return null;
  return (
    <p className="muted">
      {t("agency.portals_cost", {
        cost: money(known.reduce((sum, cents) => sum + cents, 0)),
        known: known.length,
        count: portals.length,
      })}
    </p>
  );
}

/** How many listings there were, count by count. */
export function ListingCourse({ listings }: Pick<AgencyFacts, "listings">) {
  const { t } = useTranslation("prospecting");
  const { number, date } = useFormat();
  if (listings.length === 0) return null;
  return (
    <section id="listings">
      <FormSection title={t("agency.listings_course")} purpose={t("agency.listings_purpose")}>
        {listings.length > 1 && (
          <Spark
            values={listings.map(({ count }) => count)}
            label={t("agency.listings_drawn", { first: number(listings[0]!.count), last: number(listings.at(-1)!.count) })}
          />
        )}
        <Table
          compact
          label={t("agency.listings_course")}
          heads={[{ label: t("agency.counted_on") }, { label: t("agency.column.listings"), num: true }]}
        >
          {[...listings].reverse().map(({ id, countedOn, count }) => (
            <tr key={id}>
              <td>{date(`${countedOn.slice(0, 10)}T12:00:00Z`)}</td>
              <td className="num">{number(count)}</td>
            </tr>
          ))}
        </Table>
      </FormSection>
    </section>
  );
}
