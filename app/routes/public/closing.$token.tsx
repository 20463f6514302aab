import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findCertificate } from "~/domains/privacy/closing/closing.queries.server";
import { ClosingCertificate } from "~/domains/privacy/ui/closing-certificate";
import { nameOf } from "~/platform/database/name-fields.server";
import { languageFor } from "~/platform/i18n.server";
import { takeRates } from "~/platform/rates.server";
import { OutsidePage } from "~/routes/outside-page";
import { useFormat } from "~/ui/words";

export const handle = { words: ["identity", "privacy"] };
export const meta: MetaFunction = () => [{ title: "Essor" }, { name: "robots", content: "noindex, nofollow" }];
export const headers = () => ({ "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });

/** Whoever closed an account has none to log in with: the link of the last letter opens the certificate, as long as the law keeps anything. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await takeRates({ "privacy.address": context.clientAddress ?? "" });
  const found = await findCertificate(params.token!);
  if (!found) return data({ page: null }, { status: 404 });
  const language = await languageFor(request);
  const lines = (rows: Record<string, number>) =>
    Object.entries(rows)
      .map(([table, count]) => ({ table, count, name: nameOf(`table.${table}`, language) ?? table }))
      .sort((one, other) => one.name.localeCompare(other.name, language));
  // Traces of our own machinery have no name a reader would know: they are one line.
  const { jobs, ...tables } = summed(found.erased);
  const erased = [...lines(tables), ...(jobs ? [{ table: "jobs", count: jobs, name: nameOf("table.jobs", language) ?? "jobs" }] : [])];
  const kept = found.kept.map(({ law, until, rows }) => ({ law, until, rows: lines(rows) }));
  return data({ page: { company: found.company, requestedAt: found.requestedAt, endedAt: found.endedAt, erased, kept } });
}

function summed(erased: Record<string, number>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [table, count] of Object.entries(erased)) {
    const place = table.startsWith("jobs.") ? "jobs" : table;
    sums[place] = (sums[place] ?? 0) + count;
  }
  return sums;
}

export default function Closed() {
  const { page } = useLoaderData<typeof loader>();
  const { t } = useTranslation("privacy");
  const { date } = useFormat();
  if (!page)
    return (
      <OutsidePage title={t("file.closed")} purpose={t("closing.certificate.unknown")}>
        <span />
      </OutsidePage>
    );
  return (
    <OutsidePage
      title={t("closing.certificate.title", { company: page.company })}
      purpose={t("closing.certificate.purpose", { asked: date(page.requestedAt), ended: page.endedAt ? date(page.endedAt) : "" })}
      wide
    >
      <ClosingCertificate erased={page.erased} kept={page.kept} />
    </OutsidePage>
  );
}
