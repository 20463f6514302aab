import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readPolicy } from "~/domains/identity/security/change-policy.server";
import { deviceName } from "~/domains/identity/security/device.rules";
import { codesFew } from "~/domains/identity/security/recovery-codes.rules";
import { securityOf } from "~/domains/identity/security/security.queries.server";
import { secondFactorFor } from "~/domains/identity/security/security.schema";
import { Line } from "~/domains/identity/ui/security-line";
import { requireCompany } from "~/platform/gate.server";
import { sessionDigest, sessionOf } from "~/platform/session.server";
import { inCompany } from "~/platform/tenancy.server";
import { connectedProviders } from "~/platform/vendors/open-id.server";
import { useSettingsNav } from "~/routes/settings-nav";
import { Badge } from "~/ui/controls/badge";
import { Button, ButtonLink } from "~/ui/controls/button";
import { Field } from "~/ui/forms/field";
import { Form } from "~/ui/forms/form";
import { FormSection } from "~/ui/forms/form-parts";
import { Select } from "~/ui/forms/inputs";
import { FormPage } from "~/ui/pages/form-page";
import { Callout } from "~/ui/surfaces/card";
import { useFormat } from "~/ui/words";

export const handle = { words: ["identity"] };

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireCompany(request, "company:read");
  const currentDigest = await sessionDigest(request);
  const mayChangeCompany = member.may("company:change");
  const { facts, rule } = await inCompany(member, async (ctx) => ({
    facts: await securityOf(ctx.db, { userId: ctx.actor.id, currentDigest, now: ctx.now }),
    rule: await readPolicy(ctx),
  }));
  return {
    ...facts,
    sessions: facts.sessions.map(({ userAgent, ...session }) => ({ ...session, device: deviceName(userAgent) })),
    rule,
    dueAt: (await sessionOf(request))?.factorDueAt ?? null,
    providers: connectedProviders(),
    mayChangeCompany,
  };
}

export default function Security() {
  const { factors, dueAt, mayChangeCompany } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const format = useFormat();
  const notice = dueAt ? (
    <Callout tone="warning">{t("security.enrol.until", { date: format.date(dueAt) })}</Callout>
  ) : (
    factors.any && factors.codes <= codesFew && <Callout tone="warning">{t("security.codes.few_left", { count: factors.codes })}</Callout>
  );
  return (
    <FormPage title={t("security.title")} purpose={t("security.purpose")} subnav={useSettingsNav()} notice={notice}>
      <SecondFactors />
      <Sessions />
      <OutsideAccounts />
      {mayChangeCompany && <Rule />}
    </FormPage>
  );
}

function SecondFactors() {
  const { factors, appSince, passkeys } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const format = useFormat();
  return (
    <FormSection title={t("security.factors.title")} purpose={t("security.factors.purpose")}>
      <ul className="plain stack g4">
        <Line
          title={t("security.app.name")}
          note={appSince ? t("security.since", { date: format.date(appSince) }) : t("security.app.none")}
          remove={appSince ? { action: "/settings/security/app/remove", label: t("security.remove") } : undefined}
        >
          {!appSince && (
            <ButtonLink size="sm" to="/security/app?next=/settings/security" prefetch="none">
              {t("security.app.add")}
            </ButtonLink>
          )}
        </Line>
        {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
          <Line
            key={id}
            title={name}
            note={
              lastUsedAt
                ? t("security.passkey.used", { date: format.date(lastUsedAt, "moment") })
                : t("security.passkey.unused", { date: format.date(createdAt) })
            }
            remove={{ action: `/settings/security/passkeys/${id}/remove`, label: t("security.remove") }}
          />
        ))}
        <li>
          <ButtonLink size="sm" to="/security/passkey?next=/settings/security" prefetch="none">
            {t("security.passkey.add")}
          </ButtonLink>
        </li>
        {factors.any && (
          <Line title={t("security.codes.title")} note={t("security.codes.left", { count: factors.codes })}>
            <ButtonLink size="sm" to="/security/codes?next=/settings/security" prefetch="none">
              {t("security.codes.renew")}
            </ButtonLink>
          </Line>
        )}
      </ul>
    </FormSection>
  );
}

function Sessions() {
  const { sessions } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const format = useFormat();
  return (
    <FormSection title={t("security.sessions.title")} purpose={t("security.sessions.purpose")}>
      <ul className="plain stack g4">
        {sessions.map(({ idDigest, device, ipAddress, lastSeenAt, isCurrent }) => (
          <Line
            key={idDigest}
            title={device || t("security.device_unknown")}
            note={t("security.sessions.seen", { date: format.date(lastSeenAt, "moment"), address: ipAddress ?? "" })}
            remove={
              isCurrent
                ? undefined
                : { action: "/settings/security/sessions/revoke", label: t("security.sessions.end"), fields: { session: idDigest } }
            }
          >
            {isCurrent && <Badge tone="accent">{t("security.sessions.current")}</Badge>}
          </Line>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form method="post" action="/settings/security/sessions/revoke-others">
          <Button kind="danger" size="sm">
            {t("security.sessions.end_others")}
          </Button>
        </Form>
      )}
    </FormSection>
  );
}

/** Google and Microsoft, where Essor is connected to them, or a person has joined an account there. */
function OutsideAccounts() {
  const { identities, providers } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  const joined = new Set(identities.map(({ provider }) => provider));
  const free = providers.filter((provider) => !joined.has(provider));
  if (identities.length + free.length === 0) return null;
  return (
    <FormSection title={t("security.outside.title")} purpose={t("security.outside.purpose")}>
      <ul className="plain stack g4">
        {identities.map(({ provider, email }) => (
          <Line
            key={provider}
            title={t(`security.outside.${provider}`)}
            note={email ?? ""}
            remove={{ action: "/settings/security/outside/leave", label: t("security.outside.leave"), fields: { provider } }}
          />
        ))}
        {free.map((provider) => (
          <Line key={provider} title={t(`security.outside.${provider}`)} note={t("security.outside.not_joined")}>
            <a className="btn btn-secondary btn-sm" href={`/login/with/${provider}?join=yes&next=/settings/security`}>
              {t("security.outside.join")}
            </a>
          </Line>
        ))}
      </ul>
    </FormSection>
  );
}

function Rule() {
  const { rule } = useLoaderData<typeof loader>();
  const { t } = useTranslation("identity");
  return (
    <Form method="post" action="/settings/security/rule" key={rule}>
      <FormSection title={t("security.rule.title")} purpose={t("security.rule.purpose")}>
        <Field label={t("security.rule.label")} name="secondFactorFor">
          <Select defaultValue={rule} options={secondFactorFor.map((value) => ({ value, label: t(`security.rule.${value}`) }))} />
        </Field>
        <div className="row">
          <Button kind="primary">{t("settings.save")}</Button>
        </div>
      </FormSection>
    </Form>
  );
}
