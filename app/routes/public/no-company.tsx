import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { companiesOf } from "~/domains/identity/company/my-companies.queries.server";
import { requireUser } from "~/platform/gate.server";
import { OutsidePage } from "~/routes/outside-page";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Form } from "~/ui/forms/form";

export const handle = { words: ["identity"] };

/** For whoever works in no company now: those he may enter, and the way to one of his own. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { userId, companyId } = await requireUser(request);
  if (companyId) throw redirect("/");
  return { companies: await companiesOf(userId) };
}

export default function NoCompany() {
  const { companies } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const hasOthers = companies.length > 0;
  return (
    <OutsidePage
      title={t(hasOthers ? "no_company.title_others" : "no_company.title")}
      purpose={t(hasOthers ? "no_company.text_others" : "no_company.text")}
    >
      {hasOthers && (
        <Form method="post" action="/companies/enter" className="stack g3" reloadDocument>
          {companies.map(({ id, name }) => (
            <Button key={id} kind="secondary" size="lg" block name="companyId" value={id}>
              {name}
            </Button>
          ))}
        </Form>
      )}
      <div className="row g3">
        <ButtonLink kind={hasOthers ? "quiet" : "primary"} size="lg" to="/companies/new">
          {t("no_company.create")}
        </ButtonLink>
        <Form method="post" action="/logout">
          <Button kind="quiet" size="lg">
            {t("nav.log_out")}
          </Button>
        </Form>
      </div>
    </OutsidePage>
  );
}
