import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { KeySquare } from "lucide-react";
import { useTranslation } from "react-i18next";
import { apiScopes, CreateApiToken, expiries } from "~/domains/identity/api-token/api-token.schema";
import { createApiToken, listApiTokens } from "~/domains/identity/api-token/create-api-token.server";
import { ApiTokenLine } from "~/domains/identity/ui/api-token-line";
import { ShownOnce } from "~/domains/identity/ui/shown-once";
import { readForm } from "~/platform/forms.server";
import { requireCompany } from "~/platform/gate.server";
import { requireSecondFactor } from "~/platform/second-factor.server";
import { inCompany } from "~/platform/tenancy.server";
import { useSchemaForm } from "~/platform/use-form";
import { useSettingsNav } from "~/routes/settings-nav";
import { Button } from "~/ui/controls/button";
import { Check, Choices } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormErrors } from "~/ui/forms/form-errors";
import { FormGrid, FormSection } from "~/ui/forms/form-parts";
import { Input, Select, Textarea } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { Empty } from "~/ui/surfaces/faces";

export { ErrorPage as ErrorBoundary } from "~/routes/error-page";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "key:read");
  const tokens = await inCompany(member, listApiTokens);
  return { tokens, mayChange: member.may("key:change"), grantable: apiScopes.filter((scope) => member.may(scope)) };
}

/** The whole token is in this one answer, which nobody keeps, and nowhere else. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireCompany(request, "key:change");
  await requireSecondFactor(request);
  const form = await readForm(request, CreateApiToken);
  if (!form.ok) return form.refusal;
  return form.attempt(async () => {
    const { token } = await inCompany(member, (ctx) => createApiToken(ctx, member, form.value));
    return data({ token }, { headers: { "Cache-Control": "no-store" } });
  });
}

export default function ApiTokens() {
  const { tokens, mayChange, grantable } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("identity");
  const made = answer && "token" in answer ? answer.token : null;
  return (
    <FormPage
      title={t("tokens.title")}
      purpose={
        <>
          {t("tokens.purpose")}{" "}
          <a className="link" href="/api/v1/openapi.json">
            {t("tokens.docs")}
          </a>
        </>
      }
      subnav={useSettingsNav()}
      notice={made && <ShownOnce token={made} />}
    >
      {tokens.length === 0 ? (
        <Empty icon={KeySquare} title={t("tokens.empty_title")}>
          {t("tokens.empty_text")}
        </Empty>
      ) : (
        <FormSection title={t("tokens.yours")}>
          <ul className="plain stack g4">
            {tokens.map((token) => (
              <ApiTokenLine key={token.id} token={token} mayRevoke={mayChange} />
            ))}
          </ul>
        </FormSection>
      )}
      {mayChange && <NewToken key={made} scopes={grantable} refusal={made ? undefined : answer} />}
    </FormPage>
  );
}

function NewToken({ scopes, refusal }: { scopes: Array<string>; refusal: unknown }) {
  const { t } = useTranslation("identity");
  const { form, fault, formFaults, kept } = useSchemaForm(CreateApiToken, refusal);
  const busy = useNavigation().formAction === "/settings/tokens?index";
  const scopesFault = fault("scopes");
  return (
    <Form method="post" action="/settings/tokens?index" {...form}>
      <FormSection title={t("tokens.create")}>
        <FormErrors faults={[...formFaults, ...(scopesFault ?? []).map((message) => ({ message }))]} title="" />
        <FormGrid>
          <Field label={t("tokens.name")} name="name" error={fault("name")} hint={t("tokens.name_hint")}>
            <Input defaultValue={kept("name")} autoComplete="off" maxLength={100} />
          </Field>
          <Field label={t("tokens.expiry")} name="expiry" error={fault("expiry")}>
            <Select
              defaultValue={kept("expiry") ?? "90"}
              options={expiries.map((value) => ({ value, label: t(`tokens.expires_in.${value}`) }))}
            />
          </Field>
          <Field
            label={t("tokens.addresses")}
            name="allowedAddresses"
            error={fault("allowedAddresses")}
            hint={t("tokens.addresses_hint")}
            optional
            className="span-2"
          >
            <Textarea rows={2} defaultValue={kept("allowedAddresses")} spellCheck={false} dir="ltr" />
          </Field>
        </FormGrid>
        <Choices legend={t("tokens.scopes")}>
          {scopes.map((scope) => (
            <Check key={scope} name="scopes" value={scope} label={t(`tokens.scope.${scope.replace(":", "_")}`)} />
          ))}
        </Choices>
        <div className="row">
          <Button kind="primary" busy={busy}>
            {t("tokens.create_verb")}
          </Button>
        </div>
      </FormSection>
    </Form>
  );
}
