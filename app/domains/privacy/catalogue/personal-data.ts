import { agentsColumns } from "./agents.columns";
import { billingColumns } from "./billing.columns";
import { catalogueColumns } from "./catalogue.columns";
import { commerceColumns } from "./commerce.columns";
import { crmColumns } from "./crm.columns";
import { identityColumns } from "./identity.columns";
import { inboxColumns } from "./inbox.columns";
import { insightsColumns } from "./insights.columns";
import { integrationsColumns } from "./integrations.columns";
import { operationsColumns } from "./operations.columns";
import { outreachColumns } from "./outreach.columns";
import { privacyColumns } from "./privacy.columns";
import { prospectingColumns } from "./prospecting.columns";
import { ticketingColumns } from "./ticketing.columns";
import type { TableTags } from "./column-tags.rules";

/** The tags of every table of schemas public and jobs, by the name the database knows it under. */
export const personalData: Readonly<Record<string, TableTags>> = {
  ...identityColumns,
  ...privacyColumns,
  ...billingColumns,
  ...catalogueColumns,
  ...agentsColumns,
  ...prospectingColumns,
  ...crmColumns,
  ...outreachColumns,
  ...inboxColumns,
  ...ticketingColumns,
  ...commerceColumns,
  ...integrationsColumns,
  ...insightsColumns,
  ...operationsColumns,
};
