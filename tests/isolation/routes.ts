import { enrichmentFields } from "~/domains/prospecting/enrichment/enrichment-fields.rules";
import { defaultRules } from "~/domains/prospecting/score/score-rules.schema";
import { mayRole, type Permission, type RoleKey } from "~/platform/permissions";

type Form = Record<string, string | Array<string>>;
type Ids = Record<string, string>;

/** How a route is asked in earnest: with the ids of one company everywhere that ids go. */
export interface Example {
  /** Names of World.ids for the params of the address, where it is not the id of the same name. */
  params?: Record<string, string>;
  search?: (ids: Ids) => string;
  form?: (ids: Ids) => Form | FormData;
}

const revision = { revision: "1" };
const prospect = { lastName: "Prune", email: "prune@example.test" };
const campaign = ({ productId }: Ids): Form => ({ name: "Printemps", productId: productId!, tone: "friendly", language: "fr", filter: "" });
const enrichmentSettings = {
  monthlyBudget: "20",
  ...Object.fromEntries(
    enrichmentFields.flatMap((field) => [
      [`order.${field}`, "website"],
      [`confidence.${field}`, "70"],
    ]),
  ),
};
const product = { name: "Pack Printemps", benefits: "Visites en ligne" };
const anAct = ({ prospectId }: Ids) => ({ id: [prospectId!], back: "/prospects" });

/** One entry a route, by its file under app/routes. tests/isolation/gates.route.test.ts tells which is missing. */
export const examples: Record<string, Example> = {
  "shell.tsx": {},

  "catalogue/products._index.tsx": {},
  "catalogue/products.new.tsx": { form: () => product },
  "catalogue/products.$productId.tsx": { form: () => ({ ...product, name: "Pack Été" }) },
  "catalogue/products.$productId_.archive.ts": { form: () => ({ act: "archive" }) },
  "catalogue/products.$productId_.prices._index.tsx": { form: () => ({ amount: "149,50", currency: "EUR", validFrom: "2031-01-01" }) },
  "catalogue/products.$productId_.prices.remove.ts": { form: ({ priceId }) => ({ priceId: priceId! }) },

  "catalogue/settings.fields._index.tsx": { form: () => ({ label: "Surface", type: "number" }) },
  "catalogue/settings.fields.$customFieldId._index.tsx": { form: () => ({ label: "Étage" }) },
  "catalogue/settings.fields.$customFieldId.arrange.ts": { form: () => ({ act: "archive" }) },

  "crm/tasks._index.tsx": {
    search: () => "view=open&whose=team",
    form: ({ prospectId }) => ({ type: "call", title: "Rappeler", prospectId: prospectId! }),
  },
  "crm/tasks.$taskId.ts": { form: () => ({ intent: "complete", back: "/tasks" }) },

  "identity/settings.company.tsx": {
    form: () => ({ name: "Agence du Port", timezone: "Europe/Paris", sendFromHour: "9", sendUntilHour: "18" }),
  },
  "identity/settings.rights.$userId.tsx": {
    params: { userId: "memberId" },
    form: ({ roleId }) => ({ roleId: roleId!, "right.prospect:read": "own", "right.product:change": "none" }),
  },
  "identity/settings.rights.$userId_.unused.ts": {
    params: { userId: "memberId" },
    form: () => ({ intent: "take", days: "90", rights: "product:change" }),
  },
  "identity/settings.roles._index.tsx": { form: ({ roleId }) => ({ name: "Stagiaire", copyOf: roleId! }) },
  "identity/settings.roles.$roleId._index.tsx": {
    form: () => ({ name: "Renommé", "right.prospect:read": "own", "right.company:read": "all" }),
  },
  "identity/settings.roles.$roleId.delete.ts": { form: () => ({}) },
  "identity/settings.roles.$roleId.unused.ts": { form: () => ({ intent: "give_back", rights: "company:change" }) },
  "identity/onboarding.tsx": { form: () => ({ step: "team", intent: "aside" }) },
  "identity/settings.addresses._index.tsx": {
    form: () => ({ kind: "office", streetAddress: "3 quai", postalCode: "44000", city: "Nantes", countryCode: "FR" }),
  },
  "identity/settings.addresses.$addressId.tsx": {
    form: () => ({ kind: "office", streetAddress: "3 quai", postalCode: "44000", city: "Nantes", countryCode: "FR" }),
  },
  "identity/settings.addresses.$addressId_.delete.ts": { form: () => ({}) },
  "identity/settings.agency.tsx": { form: () => ({ agencyType: "independent", agentsCount: "3" }) },
  "identity/settings.branding._index.tsx": { form: () => ({ brandColor: "#1f5eaa" }) },
  "identity/settings.branding.logo.ts": { form: aFile },
  "identity/settings.branding.logo_.remove.ts": { form: () => ({}) },
  "identity/settings.documents.tsx": { form: () => ({ paymentTermDays: "30" }) },
  "identity/settings.schedule._index.tsx": {
    search: ({ memberId }) => `user=${memberId}`,
    form: ({ memberId }) => ({ userId: memberId!, weekday: "2", startsAt: "09:00", endsAt: "12:00" }),
  },
  "identity/settings.schedule.$scheduleId.delete.ts": { form: () => ({}) },
  "identity/settings.system.tsx": { form: () => ({ time_longest_entry_hours: "12" }) },
  "identity/settings.time._index.tsx": {
    search: ({ timeEntryId }) => `before=${timeEntryId}`,
    form: ({ memberId }) => ({ userId: memberId!, day: "2026-01-05", from: "09:00", until: "10:00" }),
  },
  "identity/settings.time.start.ts": { form: () => ({ activity: "Appels" }) },
  "identity/settings.time.stop.ts": { form: () => ({}) },
  "identity/settings.time.$timeEntryId.delete.ts": { form: () => ({}) },
  "identity/settings.teams._index.tsx": { form: ({ memberId }) => ({ name: "Littoral", leaderId: memberId!, member: [memberId!] }) },
  "identity/settings.teams.$teamId._index.tsx": { form: ({ memberId }) => ({ name: "Rivage", member: [memberId!] }) },
  "identity/settings.teams.$teamId.delete.ts": { form: () => ({}) },
  "identity/settings.security._index.tsx": {},
  "identity/settings.security.app.remove.ts": { form: () => ({}) },
  "identity/settings.security.outside.leave.ts": { form: () => ({ provider: "google" }) },
  "identity/settings.security.passkeys.$passkeyId.remove.ts": { params: { passkeyId: "memberId" }, form: () => ({}) },
  "identity/settings.security.rule.ts": { form: () => ({ secondFactorFor: "all" }) },
  "identity/settings.security.sessions.revoke.ts": { form: () => ({ session: "0".repeat(64) }) },
  "identity/settings.security.sessions.revoke-others.ts": { form: () => ({}) },
  "identity/settings.keys._index.tsx": { form: () => ({ serviceName: "openai", value: "sk-neuve-0123456789", label: "Neuve" }) },
  "identity/settings.keys.$serviceKeyId._index.tsx": { form: () => ({ label: "Autre", usageLimitMonthly: "10" }) },
  "identity/settings.keys.$serviceKeyId.test.ts": { form: () => ({}) },
  "identity/settings.keys.$serviceKeyId.switch.ts": { form: () => ({ isActive: "no" }) },
  "identity/settings.keys.$serviceKeyId.delete.ts": { form: () => ({}) },
  "identity/settings.tokens._index.tsx": { form: () => ({ name: "Site", scopes: ["prospect:read"], expiry: "30" }) },
  "identity/settings.tokens.$apiTokenId.revoke.ts": { form: () => ({}) },
  "identity/settings.team.tsx": { form: () => ({ email: "nouvelle@example.test", role: "agent" }) },
  "identity/settings.invitations.$invitationId.resend.ts": { form: () => ({}) },
  "identity/settings.invitations.$invitationId.revoke.ts": { form: () => ({}) },
  "identity/settings.team_.$membershipId.tsx": {},
  "identity/settings.team_.$membershipId.deactivate.ts": { form: () => ({}) },
  "identity/settings.team_.$membershipId.make-owner.ts": { form: () => ({}) },
  "identity/settings.team_.$membershipId.reactivate.ts": { form: () => ({}) },
  "identity/settings.team_.leave.tsx": { form: () => ({}) },

  "insights/reports._index.tsx": { search: ({ reportId }) => `before=${reportId}` },
  "insights/reports.$reportId._index.tsx": {},
  "insights/reports.$reportId.rows.tsx": { search: ({ campaignId }) => `metric=imported&campaign=${campaignId}` },
  "insights/reports.send-now.ts": { form: () => ({ to: "team" }) },

  "operations/_index.tsx": {},
  "operations/settings.audit._index.tsx": { search: ({ prospectId }) => `about=${prospectId}`, form: () => ({ months: "24" }) },
  "operations/settings.audit.$entryId.tsx": {},
  "operations/settings.audit.export.ts": { search: ({ prospectId }) => `about=${prospectId}` },
  "operations/notifications._index.tsx": { search: ({ notificationId }) => `view=unread&after=${notificationId}` },
  "operations/notifications.$notificationId.read.ts": { form: () => ({ intent: "read" }) },
  "operations/notifications.read-all.ts": { form: () => ({}) },
  "operations/notifications.unread.ts": {},
  "operations/settings.notifications.tsx": { form: () => ({ digest: "on", inApp_reply_received: "on" }) },
  "operations/operations.runs._index.tsx": { search: ({ runId }) => `before=${runId}Z` },
  "operations/operations.runs.$runId.tsx": {},
  "operations/operations.runs.$runId.cancel.ts": { form: () => ({}) },
  "operations/operations.runs.$runId.rerun.ts": { form: () => ({}) },
  "operations/operations.webhooks.retry.ts": { form: () => ({}) },

  "outreach/campaigns._index.tsx": { search: () => "after=ffffffff-ffff-7fff-bfff-ffffffffffff" },
  "outreach/campaigns.new.tsx": { search: ({ importRunId }) => `importRun=${importRunId}`, form: campaign },
  "outreach/campaigns.$campaignId._index.tsx": {},
  "outreach/campaigns.$campaignId.edit.tsx": { params: { campaignId: "plannedCampaignId" }, form: campaign },
  "outreach/campaigns.$campaignId.messages.tsx": {},
  "outreach/campaigns.$campaignId.excluded.tsx": {},
  "outreach/campaigns.$campaignId.launch.ts": { params: { campaignId: "plannedCampaignId" }, form: () => ({}) },
  "outreach/campaigns.$campaignId.pause.ts": { form: () => ({}) },
  "outreach/campaigns.$campaignId.resume.ts": { form: () => ({}) },
  "outreach/campaigns.$campaignId.stop.ts": { params: { campaignId: "sentCampaignId" }, form: () => ({}) },
  "outreach/drafts._index.tsx": { search: ({ campaignId, messageId }) => `campaign=${campaignId}&message=${messageId}` },
  "outreach/drafts.approve-all.tsx": {
    search: ({ campaignId }) => `campaign=${campaignId}`,
    form: ({ campaignId }) => ({ mark: "0", campaign: campaignId! }),
  },
  "outreach/drafts.$messageId.approve.ts": {
    form: ({ campaignId, otherMessageId }) => ({ ...revision, campaign: campaignId!, next: otherMessageId! }),
  },
  "outreach/drafts.$messageId.edit.tsx": { form: () => ({ ...revision, subject: "Une idée", content: "Bonjour" }) },
  "outreach/drafts.$messageId.redraft.ts": { form: () => ({ ...revision, remark: "Plus court" }) },
  "outreach/drafts.$messageId.refuse.ts": { params: { messageId: "otherMessageId" }, form: () => revision },
  "outreach/drafts.$messageId.restore.ts": { params: { messageId: "otherMessageId" }, form: () => ({}) },
  "outreach/messages.$messageId.tsx": { params: { messageId: "sentMessageId" } },
  "outreach/suppressions._index.tsx": { form: () => ({ address: "plus-jamais@example.test" }) },
  "outreach/suppressions.$suppressionId.remove.ts": { form: () => ({}) },

  "privacy/privacy.requests._index.tsx": { form: () => ({ type: "access", email: "personne@example.test" }) },
  "privacy/privacy.requests.$requestId._index.tsx": { form: () => ({ intent: "accept", identityNote: "Connue de nous" }) },
  "privacy/privacy.requests.$requestId.file.ts": { params: { requestId: "doneRequestId" } },
  "privacy/settings.export._index.tsx": { form: () => ({}) },
  "privacy/settings.export.$fileId.ts": { params: { fileId: "exportFileId" } },
  "privacy/settings.closing._index.tsx": { form: () => ({ name: "Autre nom", understood: "yes" }) },
  "privacy/settings.closing.cancel.ts": { form: () => ({}) },
  "privacy/privacy.retention.tsx": { form: ({ noticeId }) => ({ noticeId: noticeId!, choice: "keep", reason: "Client" }) },

  "prospecting/duplicates._index.tsx": { search: ({ duplicatePairId }) => `pair=${duplicatePairId}` },
  "prospecting/duplicates.$pairId.merge.ts": { params: { pairId: "duplicatePairId" }, form: () => ({ winner: "one" }) },
  "prospecting/duplicates.$pairId.part.ts": { params: { pairId: "duplicatePairId" }, form: () => ({}) },
  "prospecting/duplicates.run.ts": { form: () => ({ kind: "find" }) },
  "prospecting/prospects.merge.tsx": {
    search: ({ prospectId, otherProspectId }) => `one=${prospectId}&other=${otherProspectId}`,
    form: ({ prospectId, otherProspectId }) => ({ one: prospectId!, other: otherProspectId! }),
  },
  "prospecting/prospects.unmerge.ts": { form: ({ mergeId }) => ({ merge: mergeId! }) },
  "prospecting/enrichment._index.tsx": { search: ({ enrichmentId }) => `value=${enrichmentId}` },
  "prospecting/enrichment.$enrichmentId.decide.ts": { form: () => ({ answer: "refuse" }) },
  "prospecting/enrichment.accept-all.ts": { form: () => ({ field: "email" }) },
  "prospecting/enrichment.start.ts": { form: ({ prospectId }) => ({ id: [prospectId!] }) },
  "prospecting/enrichment.runs.$enrichmentRunId.cancel.ts": { form: () => ({}) },
  "prospecting/settings.enrichment._index.tsx": { form: () => enrichmentSettings },
  "prospecting/settings.enrichment.restore.ts": { form: () => ({}) },
  "prospecting/imports._index.tsx": {},
  "prospecting/imports.new.tsx": { form: aFile },
  "prospecting/imports.$importRunId._index.tsx": { params: { importRunId: "checkedImportRunId" } },
  "prospecting/imports.$importRunId.lines.tsx": {},
  "prospecting/imports.$importRunId.refused.ts": {},
  "prospecting/imports.$importRunId.check.ts": { params: { importRunId: "checkedImportRunId" }, form: () => ({ "column-0": "firstName" }) },
  "prospecting/imports.$importRunId.dialect.ts": {
    params: { importRunId: "checkedImportRunId" },
    form: () => ({
      encoding: "utf-8",
      delimiter: "semicolon",
      headerDelimiter: "semicolon",
      newline: "lf",
      quote: "double",
      hasHeader: "yes",
      skipLines: "0",
    }),
  },
  "prospecting/imports.$importRunId.sheet.ts": { params: { importRunId: "checkedImportRunId" }, form: () => ({ sheet: "0" }) },
  "prospecting/imports.$importRunId.start.ts": { params: { importRunId: "checkedImportRunId" }, form: () => ({}) },
  "prospecting/imports.$importRunId.stop.ts": { form: () => ({}) },
  "prospecting/imports.$importRunId.rollback.ts": { form: () => ({ understood: "yes" }) },
  "prospecting/imports.scheduled._index.tsx": { search: () => "after=ffffffff-ffff-7fff-bfff-ffffffffffff" },
  "prospecting/imports.scheduled.new.tsx": {
    form: () => ({
      name: "Annuaire",
      address: "https://127.0.0.1/liste.csv", // refused before anything leaves
      sourceDetail: "Annuaire",
      legalBasis: "consent",
      cadence: "daily",
      hour: "6",
      weekday: "1",
    }),
  },
  "prospecting/imports.scheduled.$importJobId._index.tsx": {},
  "prospecting/imports.scheduled.mail.tsx": {
    form: () => ({ name: "Par e-mail", senders: "listes@example.fr", sourceDetail: "Partenaire", legalBasis: "consent" }),
  },
  "prospecting/imports.scheduled.$importJobId.edit.tsx": {
    form: () => ({ name: "Annuaire du soir", cadence: "weekly", hour: "7", weekday: "2", sourceDetail: "Annuaire", legalBasis: "consent" }),
  },
  "prospecting/imports.scheduled.$importJobId.act.ts": { form: () => ({ intent: "pause" }) },
  "prospecting/prospects._index.tsx": { search: ({ importRunId }) => `importRun=${importRunId}` },
  "prospecting/prospects.new.tsx": { form: () => prospect },
  "prospecting/prospects.$prospectId.tsx": {},
  "prospecting/prospects.map.tsx": { search: ({ importRunId }) => `importRun=${importRunId}&show=price` },
  "prospecting/market._index.tsx": { search: () => "view=departments&department=35" },
  "prospecting/market.place.tsx": { search: () => "department=35" },
  "prospecting/market.agencies.tsx": { search: () => "city=Rennes&sort=listings" },
  "prospecting/market.signals.tsx": { search: ({ prospectId }) => `after=${prospectId}` },
  "prospecting/prospects.$prospectId_.agency.tsx": { form: () => ({ agencyType: "network", networkName: "Prune", listingsCount: "12" }) },
  "prospecting/prospects.$prospectId_.beside.ts": {},
  "prospecting/prospects.$prospectId_.site.ts": { form: () => ({}) },
  "prospecting/prospects.$prospectId_.bant.ts": { form: () => ({ part: "need", points: "13", evidence: "Dit au téléphone" }) },
  "prospecting/prospects.$prospectId_.scores.tsx": {},
  "prospecting/settings.scoring._index.tsx": { form: scoringForm },
  "prospecting/settings.scoring.restore.ts": { form: () => ({ version: "0" }) },
  "prospecting/settings.scoring.model.tsx": { form: () => ({ intent: "retire" }) },
  "prospecting/prospects.$prospectId_.change.ts": { form: () => ({ field: "city", value: "Brest", before: "Rennes" }) },
  "prospecting/prospects.$prospectId_.choices.ts": {
    form: () => ({ channel: "email", answer: "no", source: "Appel", proof: "Ne plus écrire" }),
  },
  "prospecting/prospects.$prospectId_.email-check.ts": { form: () => ({ answer: "unsure", email: "x@example.test" }) },
  "prospecting/prospects.$prospectId_.interactions.ts": { form: () => ({ kind: "note", content: "Vu au salon" }) },
  "prospecting/prospects.$prospectId_.tenders.ts": {
    form: () => ({ title: "Site", deadline: "2030-01-31", url: "https://example.test/a" }),
  },
  "prospecting/prospects.$prospectId_.competitive-notes.ts": { form: () => ({ competitor: "Visitéa", content: "En essai" }) },
  "prospecting/tenders._index.tsx": { search: ({ prospectId }) => `view=over&after=2030-01-31_${prospectId}` },
  "prospecting/prospects.fields.ts": {},
  "prospecting/prospects.views.ts": { form: () => ({ act: "save", name: "Bretagne", query: "department=35" }) },
  "prospecting/segments._index.tsx": {},
  "prospecting/segments.new.tsx": {
    form: () => ({ name: "Rennes", type: "dynamic", where: '{"field":"city","is":"equals","value":"Rennes"}' }),
  },
  "prospecting/segments.$segmentId._index.tsx": { search: () => "who=Prune" },
  "prospecting/segments.$segmentId.edit.tsx": { form: () => ({ name: "Brest", type: "dynamic", q: "Brest" }) },
  "prospecting/segments.$segmentId.delete.ts": { form: () => ({}) },
  "prospecting/prospects.export.ts": { form: ({ prospectId }) => ({ id: [prospectId!] }) },
  "prospecting/prospects.bulk.ts": { form: (ids) => ({ ...anAct(ids), act: "tag", tag: "Salon" }) },
  "prospecting/prospects.runs._index.tsx": { search: ({ bulkRunId }) => `before=${bulkRunId}` },
  "prospecting/prospects.runs.$bulkRunId._index.tsx": {},
  "prospecting/prospects.runs.$bulkRunId.state.ts": {},
  "prospecting/prospects.runs.$bulkRunId.cancel.ts": { params: { bulkRunId: "waitingBulkRunId" }, form: () => ({}) },
  "prospecting/prospects.runs.$bulkRunId.undo.ts": { form: () => ({}) },
  "prospecting/search.ts": { search: () => "q=canary" },

  "public/closing.$token.tsx": {},
  "public/companies.enter.ts": { form: ({ companyId }) => ({ companyId: companyId! }) },
  "public/companies.new.tsx": { form: () => ({ name: "" }) },
  "public/digest.$token.tsx": { form: () => ({ "List-Unsubscribe": "One-Click" }) },
  "public/forgot.tsx": { form: () => ({ email: "personne@example.test" }) },
  "public/invite.$token.tsx": { form: () => ({ firstName: "Paul", lastName: "Estrevel", password: "agrafe tilleul 4821" }) },
  "public/login.tsx": { form: () => ({ email: "personne@example.test", password: "faux faux faux" }) },
  "public/logo.$token.ts": {},
  "public/login_.join.tsx": { form: () => ({ password: "faux faux faux" }) },
  "public/login_.passkey.ts": { form: () => ({ answer: "{}" }) },
  "public/login_.second.tsx": { form: () => ({ with: "app", code: "123456" }) },
  "public/login_.with.$provider.ts": { params: { provider: "token" } },
  "public/login_.with.$provider_.callback.tsx": { params: { provider: "token" }, search: () => "code=x&state=y" },
  "public/logout.ts": { form: () => ({}) },
  "public/mailbox._index.tsx": { search: () => "to=canary" },
  "public/mailbox.$mailId.tsx": { form: () => ({ call: "bounced" }) },
  "public/mailbox.$mailId.html.ts": {},
  "public/no-company.tsx": {},
  "public/preferences.ts": { form: () => ({ theme: "dark", language: "fr" }) },
  "public/privacy-file.$token._index.tsx": {},
  "public/privacy-file.$token.take.ts": { form: () => ({}) },
  "public/reset.$token.tsx": { form: () => ({ password: "agrafe tilleul 4822" }) },
  "public/security.app.tsx": { form: () => ({ code: "123456" }) },
  "public/security.codes.tsx": { form: () => ({}) },
  "public/security.confirm.tsx": { form: () => ({ with: "app", code: "123456" }) },
  "public/security.enrol.tsx": {},
  "public/security.not-me.$token.tsx": { form: () => ({}) },
  "public/security.passkey.tsx": { form: () => ({ name: "Clé", answer: "{}" }) },
  "public/signup.tsx": { form: () => ({ companyName: "x", firstName: "", lastName: "", email: "personne", password: "" }) },
  "public/unsubscribe.$token.tsx": { form: () => ({ "List-Unsubscribe": "One-Click" }) },
  "public/why.$token.tsx": { form: () => ({ intent: "oppose", channel: "all" }) },
  "public/verify.$token.tsx": { form: () => ({}) },
  "public/verify.resend.ts": { form: () => ({}) },

  "system/api.inngest.ts": { form: () => ({}) },
  "system/api.v1.$.ts": { form: () => ({}) },
  "system/api.v1.imports.$importRunId._index.ts": { form: () => ({}) },
  "system/api.v1.imports.$importRunId_.refused.ts": { form: () => ({}) },
  "system/api.v1.imports._index.ts": { form: () => ({}) },
  "system/api.v1.me.ts": { form: () => ({}) },
  "system/api.v1.openapi[.]json.ts": {},
  "system/api.v1.prospects.$prospectId.ts": { form: () => ({}) },
  "system/api.v1.prospects.$prospectId_.merge.ts": { form: () => ({}) },
  "system/api.v1.prospects._index.ts": { form: () => prospect },
  "system/stories.tsx": {},
  "system/webhooks.clearbit.ts": { form: () => ({}) },
  "system/webhooks.postmark.ts": { form: () => ({}) },
};

function aFile(): FormData {
  const form = new FormData();
  form.set("sourceDetail", "Salon de Rennes");
  form.set("legalBasis", "legitimate_interest");
  form.set("file", new File(["Nom;E-mail\nPrune;prune@example.test\n"], "liste.csv", { type: "text/csv" }));
  return form;
}

/** Names of the params in a route's file name. */
export const paramsOf = (file: string) => [...file.matchAll(/\$(\w+?)_?(?=\.)/g)].map(([, name]) => name!);

/** The address of a route with its params: the flat-file convention, by which the folder counts for nothing. */
export function pathOf(file: string, params: Ids = {}): string {
  const segments = file
    .replace(/^.*\//, "")
    .replace(/\.tsx?$/, "")
    .split(".")
    .filter((segment) => !segment.startsWith("_"))
    .map((segment) => segment.replace(/_$/, ""))
    .map((segment) => (segment.startsWith("$") ? encodeURIComponent(params[segment.slice(1)] ?? "") : segment));
  return `/${segments.join("/")}`;
}

/** What a loader or action asks of a role, read from its source; null when its gate asks for none. */
export function permissionsOf(source: string, kind: "loader" | "action"): Array<Permission> | null {
  const [, body = ""] = new RegExp(`export (?:async function|const) ${kind}\\b([\\s\\S]*?)(?=\\nexport |\\n}\\n|$)`).exec(source) ?? [];
  const wanted = [...body.matchAll(/requireCompany\(request, "([a-z:]+)"\)/g)].map(([, permission]) => permission as Permission);
  return wanted.length > 0 ? wanted : null;
}

export const mayAll = (role: RoleKey, permissions: Array<Permission>) => permissions.every((permission) => mayRole(role, permission));

/** Our rules, whole, as the page posts them. */
function scoringForm(): Form {
  const { points, halfLife, caps, weights, ownCap } = defaultRules;
  const fields = (name: string, values: Record<string, number | undefined>) =>
    Object.entries(values).map(([key, value]) => [`${name}.${key}`, String(value)]);
  return Object.fromEntries([
    ["baseVersion", "0"],
    ["intent", "save"],
    ["ownCap", String(ownCap)],
    ...fields("points", points),
    ...fields("halfLife", halfLife),
    ...fields("caps", caps),
    ...fields("weights", { ...weights, fit: 60 }),
  ]) as Form;
}
