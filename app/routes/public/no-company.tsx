import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireUser } from "~/platform/gate.server";
import { OutsidePage } from "~/routes/outside-page";
import { Button } from "~/ui/controls/button";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  await requireUser(request);
  return null;
}

export default function NoCompany() {
  const { t } = useTranslation("identity");
  return (
    <OutsidePage title={t("no_company.title")} purpose={t("no_company.text")}>
      <Form method="post" action="/logout">
        <Button kind="secondary" size="lg">
          {t("nav.log_out")}
        </Button>
      </Form>
    </OutsidePage>
  );
}
