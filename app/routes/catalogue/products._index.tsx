import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { TFunction } from "i18next";
import { Package, Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { dayOfCompany } from "~/domains/catalogue/price/prices.queries.server";
import { listProducts } from "~/domains/catalogue/product/product.queries.server";
import { usePriceWords } from "~/domains/catalogue/ui/price-words";
import { requireCompany } from "~/platform/gate.server";
import { inCompany } from "~/platform/tenancy.server";
import { Ident } from "~/ui/controls/avatar";
import { Badge } from "~/ui/controls/badge";
import { ButtonLink } from "~/ui/controls/button";
import { DataTable } from "~/ui/data/data-table";
import type { Column } from "~/ui/data/table-parts";
import { ListPage } from "~/ui/pages/list-page";
import { Empty } from "~/ui/surfaces/faces";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["catalogue"] };
export const meta: MetaFunction = () => [{ title: "Essor" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const company = await requireCompany(request, "product:read");
  const products = await inCompany(company, async (ctx) => listProducts(ctx, await dayOfCompany(ctx)));
  return { products, mayChange: company.may("product:change") };
}

type Row = Awaited<ReturnType<typeof listProducts>>[number];
const rowId = (row: Row) => row.id;
const rowHref = (row: Row) => `/products/${row.id}`;
const rowName = (row: Row) => row.name;

const columnsOf = (t: TFunction, amount: ReturnType<typeof usePriceWords>["amount"]): Array<Column<Row>> => [
  {
    key: "name",
    header: t("product.name"),
    area: "main",
    cell: (row) => <Ident name={row.name} note={row.targetMarket ?? undefined} org />,
  },
  { key: "first", header: t("product.first"), muted: true, cell: (row) => row.firstBenefit },
  { key: "price", header: t("price.one"), num: true, cell: (row) => row.price && amount(row.price) },
  { key: "benefits", header: t("product.benefits"), num: true, area: "score", cell: (row) => row.benefitCount },
  { key: "campaigns", header: t("product.campaigns"), num: true, cell: (row) => row.campaignCount },
  {
    key: "state",
    header: t("product.state"),
    cell: (row) => <Badge tone={row.isActive ? "success" : "neutral"}>{t(row.isActive ? "product.on_sale" : "product.archived")}</Badge>,
  },
  {
    key: "phone",
    header: "",
    area: "sub",
    phoneOnly: true,
    cell: (row) => (
      <span className="truncate" dir="auto">
        {row.firstBenefit}
      </span>
    ),
  },
];

export default function Products() {
  const { products, mayChange } = useLoaderData<typeof loader>();
  const { t } = useTranslation("catalogue");
  const { amount } = usePriceWords();
  const columns = useMemo(() => columnsOf(t, amount), [t, amount]);
  const add = mayChange && (
    <ButtonLink kind="primary" size="sm" icon={Plus} to="/products/new">
      {t("product.new")}
    </ButtonLink>
  );
  return (
    <ListPage title={t("product.many")} actions={products.length > 0 && add}>
      {products.length > 0 ? (
        <DataTable label={t("product.many")} columns={columns} rows={products} rowId={rowId} rowHref={rowHref} rowName={rowName} />
      ) : (
        <Empty icon={Package} title={t("product.empty_title")} action={add}>
          {t("product.empty_text")}
        </Empty>
      )}
    </ListPage>
  );
}
