import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TrendingDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { requirePack } from "~/domains/prospecting/agency/require-pack.server";
import { listSignals } from "~/domains/prospecting/signal/signals.queries.server";
import { MarketTabs } from "~/domains/prospecting/ui/market/market-tabs";
import { NextPage } from "~/domains/prospecting/ui/market/next-page";
import { SignalLines } from "~/domains/prospecting/ui/market/signal-lines";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["prospecting"] };
export const meta: MetaFunction = () => [{ title: "Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "prospect:read");
  const asked = new URL(request.url).searchParams.get("after");
  const after = asked && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(asked) ? asked : null;
  return inCompany(company, async (ctx) => {
    await requirePack(ctx);
    return listSignals(ctx, { after });
  });
}

/** What the market says of agencies today, the youngest first, each with the rows it rests on. */
export default function MarketSignals() {
  const { signals, next } = useLoaderData<typeof loader>();
  const { t } = useTranslation("prospecting");
  return (
    <ListPage
      title={t("market_signal.many")}
      tabs={<MarketTabs current="signals" hasPack />}
      pager={<NextPage to={next && `/market/signals?after=${next}`} />}
    >
      {signals.length > 0 ? (
        <div className="content" tabIndex={0} role="region" aria-label={t("market_signal.many")}>
          <div className="page stack g6">
            <p className="muted prose">{t("market_signal.purpose")}</p>
            <SignalLines signals={signals} named />
          </div>
        </div>
      ) : (
        <Empty icon={TrendingDown} title={t("market_signal.empty_title")}>
          {t("market_signal.purpose")}
        </Empty>
      )}
    </ListPage>
  );
}
