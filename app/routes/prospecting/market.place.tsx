import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readDepartment } from "~/domains/prospecting/market/market-place.rules";
import { placePage } from "~/domains/prospecting/market/places.queries.server";
import { courseOf } from "~/domains/prospecting/market/quarter-course.rules";
import { useFigureWords } from "~/domains/prospecting/ui/market/market-words";
import { PlaceStats } from "~/domains/prospecting/ui/market/place-stats";
import { placeName } from "~/domains/prospecting/ui/market/place-words";
import { prospectsHref } from "~/domains/prospecting/ui/prospect-address";
import { requireCompany } from "~/platform/gate.server";
import { found } from "~/platform/params.server";
import { inCompany } from "~/platform/tenancy.server";
import { LineChart } from "~/ui/charts/line-chart";
import { Table } from "~/ui/data/table";
import { Drawing, ReportPage } from "~/ui/pages/report-page";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data ? placeName(data.place) : ""} · Essor` }];

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const search = new URL(request.url).searchParams;
  const department = readDepartment(search.get("department") ?? "");
  if (!department) throw redirect("/market"); // a place is named by its department at least
  const part = (name: string) => (search.get(name) ?? "").trim().slice(0, 100);
  const name = { department, city: part("city"), district: part("district") };
  return { place: found(await inCompany(company, (ctx) => placePage(ctx, name))) };
}

/** A city, arrondissement or department: its figures with source and day, the course of its prices, and the prospects there. */
export default function Place() {
  const { place } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  const say = useFigureWords();
  const course = courseOf(place.quarters);
  const priced = course.filter(({ price }) => price !== null);
  const name = placeName(place);
  const here = { department: [place.department], ...(place.city && { city: place.city }) };
  return (
    <ReportPage title={name} crumbs={[{ label: t("market.title"), to: "/market" }]}>
      <h2 className="sr-only">{t("market.title")}</h2>
      <PlaceStats place={place} />
      <section id="quarters">
        <Drawing title={t("market.course")} note={t("market.course_note")}>
          {priced.length > 1 ? (
            <LineChart
              label={t("market.course_drawn", {
                first: say.price(priced[0]!.price),
                from: say.quarter(priced[0]!.quarter),
                last: say.price(priced.at(-1)!.price),
                until: say.quarter(priced.at(-1)!.quarter),
              })}
              heads={course.map(({ quarter }) => say.quarter(quarter))}
              series={[{ name: t("market.price"), values: course.map(({ price }) => price) }]}
              write={say.whole}
            />
          ) : (
            <p className="muted">{t("market.why.no_course")}</p>
          )}
        </Drawing>
      </section>
      <Drawing title={t("market.prospects_here", { count: place.prospects })}>
        {place.top.length > 0 ? (
          <>
            <Table
              compact
              label={t("market.prospects_here", { count: place.prospects })}
              heads={[
                { label: t("agency.one") },
                { label: t("field.leadScore"), num: true },
                { label: t("agency.column.maturity"), num: true },
              ]}
            >
              {place.top.map((prospect) => (
                <tr key={prospect.id}>
                  <td dir="auto">
                    <Link to={`/prospects/${prospect.id}`} prefetch="intent">
                      {prospect.name}
                    </Link>
                  </td>
                  <td className="num">{say.number(prospect.leadScore)}</td>
                  <td className="num">{say.number(prospect.maturity)}</td>
                </tr>
              ))}
            </Table>
            {place.district === "" && (
              <Link className="link" to={prospectsHref(here)}>
                {t("market.all_here")}
              </Link>
            )}
          </>
        ) : (
          <p className="muted">{t("market.nobody_here")}</p>
        )}
      </Drawing>
    </ReportPage>
  );
}
