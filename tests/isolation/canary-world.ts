import pg from "pg";
import { statusTimeline } from "~/domains/crm/interaction/record-status-changes.server";
import { openTask } from "~/domains/crm/task/open-task.server";
import { createApiToken } from "~/domains/identity/api-token/create-api-token.server";
import { addServiceKey } from "~/domains/identity/outside-key/save-outside-key.server";
import { inviteMember } from "~/domains/identity/member/invite-member.server";
import { registerRequest } from "~/domains/privacy/request/register-request.server";
import { writeReportNow } from "~/domains/insights/report/write-report-now.server";
import { suppressAddress } from "~/domains/outreach/suppression/suppress-address.server";
import { mergeProspects } from "~/domains/prospecting/duplicate/merge-prospects.server";
import { startBulk } from "~/domains/prospecting/bulk/start-bulk.server";
import { createProspect } from "~/domains/prospecting/prospect/create-prospect.server";
import { createCustomField } from "~/domains/catalogue/custom-field/save-custom-field.server";
import { createSegment } from "~/domains/prospecting/segment/save-segment.server";
import { uuidv7 } from "~/platform/ids";
import { type CompanyCtx, inCompany } from "~/platform/tenancy.server";
import { aCompany, aMember, asOwner, type TestCompany } from "~tests/factories/company";
import { aCampaign } from "~tests/factories/outreach";
import { checkedList, importedList } from "~tests/factories/lists";
import { aSentMessage, setCompany } from "~tests/factories/sending";

/** A company with something of everything, each text of it marked, and the ids of what it owns. */
export interface World {
  company: TestCompany;
  mark: string;
  ids: Record<string, string>;
}

export async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Some more prospects, for what takes two. */
async function inOrder(ctx: CompanyCtx, count: number, mark: string): Promise<Array<string>> {
  const ids: Array<string> = [];
  for (let at = 0; at < count; at++)
    ids.push((await createProspect(ctx, { lastName: mark, email: `${uuidv7()}@example.test` })).prospectId);
  return ids;
}

/** Made by the product's own verbs; then the mark is planted in every text that people or vendors fill. */
export async function aWorld(mark: string): Promise<World> {
  const company = await aCompany({ name: `${mark} Agence` });
  const { companyId, owner } = company;
  const address = (name: string) => `${mark.toLowerCase()}-${name}@example.test`;
  await setCompany(company, {
    sendFromHour: 0,
    sendUntilHour: 24,
    senderName: mark,
    postalAddress: `${mark}, 35000 Rennes`,
    dataSourceNote: mark,
    email: address("company"),
  });

  const rows = Array.from({ length: 4 }, (_, at) => `Claire${at};Auvray ${mark};Agence ${mark} ${at};${address(`list-${at}`)};Rennes`);
  const list = ["Prénom;Nom;Société;E-mail;Ville", ...rows, `;;;${mark} n'est pas une adresse;Brest`, ""].join("\n");
  const imported = await importedList(owner, list);
  const checkedId = await checkedList(owner, list.replaceAll("list-", "later-"));

  const sent = await aSentMessage(company, { lastName: mark, email: address("sent") });
  const drafted = await aCampaign(company, {
    name: `${mark} drafted`,
    prospects: [{ lastName: mark, email: address("drafted") }, { lastName: mark }],
  });
  const planned = await aCampaign(company, { name: `${mark} planned`, until: "draft", prospects: [{ lastName: mark }] });
  const prospectId = sent.prospectId;

  const made = await inCompany(owner, async (ctx) => {
    const { taskId } = await openTask(ctx, { type: "call", title: `${mark} task`, description: mark, prospectId });
    const done = await openTask(ctx, { type: "email", title: `${mark} done task`, prospectId });
    await ctx.db.task.update({ where: { id: done.taskId }, data: { status: "completed", completedAt: ctx.now } });
    const { invitationId } = await inviteMember(ctx, { email: address("invited"), role: "agent" });
    const { reportId } = await writeReportNow(ctx, { to: "me" });
    await suppressAddress(ctx, { address: address("suppressed"), reason: "manual", note: mark });
    const { id: suppressionId } = await ctx.db.suppression.findFirstOrThrow({ where: { address: address("suppressed") } });
    const { serviceKeyId } = await addServiceKey(ctx, { serviceName: "openai", value: "sk-canary-0123456789", label: mark });
    const own = { companyId: ctx.companyId, userId: owner.actor.id };
    const { id: notificationId } = await ctx.db.notification.create({
      data: { ...own, type: "report.ready", occasion: "canary", subjectType: "report", subjectId: reportId },
      select: { id: true },
    });
    const { id: addressId } = await ctx.db.address.create({
      data: { companyId: ctx.companyId, kind: "office", label: mark, streetAddress: mark, postalCode: "35000", city: "Rennes" },
      select: { id: true },
    });
    const nine = new Date(Date.UTC(1970, 0, 1, 9));
    const { id: scheduleId } = await ctx.db.userSchedule.create({
      data: { ...own, weekday: 1, startsAt: nine, endsAt: new Date(Date.UTC(1970, 0, 1, 12)) },
      select: { id: true },
    });
    const { id: timeEntryId } = await ctx.db.timeEntry.create({
      data: { ...own, startedAt: new Date(ctx.now.getTime() - 7_200_000), endedAt: new Date(ctx.now.getTime() - 3_600_000), note: mark },
      select: { id: true },
    });
    const { apiTokenId } = await createApiToken(
      ctx,
      { may: () => true },
      { name: mark, scopes: ["prospect:read"], expiry: "30", allowedAddresses: [] },
    );
    const theirs = { apiTokenId, serviceKeyId, notificationId, addressId, scheduleId, timeEntryId };
    const asked = { source: "hand", language: "fr", name: mark, receivedAt: ctx.now } as const;
    const { requestId } = await registerRequest(ctx, { ...asked, type: "access", email: address("asking") });
    const { requestId: doneRequestId } = await registerRequest(ctx, { ...asked, type: "access", email: address("asked") });
    const { id: exportFileId } = await ctx.db.storedFile.create({
      data: { companyId, name: `${mark}.zip`, contentType: "application/zip; essor=company-export", sha256: "0".repeat(64) },
    });
    await ctx.db.storedFileChunk.create({ data: { companyId, fileId: exportFileId, position: 0, bytes: Buffer.from(mark) } });
    await ctx.db.privacyRequest.update({
      where: { id: doneRequestId },
      data: { state: "done", answeredAt: ctx.now, fileId: exportFileId },
    });
    const { id: noticeId } = await ctx.db.retentionNotice.create({ data: { companyId, prospectId, heardAt: ctx.now, dueAt: ctx.now } });
    const merged = await inOrder(ctx, 2, mark);
    const { mergeId } = await mergeProspects(ctx, { oneId: merged[0]!, otherId: merged[1]! });
    const [otherProspectId = ""] = await inOrder(ctx, 1, mark);
    const [oneId, otherId] = [prospectId, otherProspectId].sort() as [string, string];
    const { segmentId } = await createSegment(ctx, { name: mark, type: "dynamic", where: { field: "city", is: "equals", value: mark } });
    const { customFieldId } = await createCustomField(ctx, { entity: "prospect", label: mark, type: "text", options: [] });
    const { id: enrichmentRunId } = await ctx.db.enrichmentRun.create({
      data: { companyId: ctx.companyId, kind: "record", selection: { ids: [prospectId] }, totalCount: 1, startedAt: ctx.now },
    });
    const { id: askedId } = await ctx.db.enrichmentRequest.create({
      data: {
        companyId: ctx.companyId,
        runId: enrichmentRunId,
        prospectId,
        provider: "hunter",
        subject: "canary.example.test",
        state: "answered",
        askedAt: ctx.now,
      },
    });
    const { id: enrichmentId } = await ctx.db.enrichment.create({
      data: {
        companyId: ctx.companyId,
        prospectId,
        requestId: askedId,
        type: "company_info",
        provider: "hunter",
        field: "jobTitle",
        enrichedValue: "Directrice",
        confidenceScore: 0.5,
        status: "pending",
      },
    });
    const { id: duplicatePairId } = await ctx.db.duplicatePair.create({
      data: { companyId, oneId, otherId, certainty: 70, reasons: [] },
      select: { id: true },
    });
    const tagged = await startBulk(ctx, { deed: { act: "tag", tag: mark }, selection: { ids: [prospectId] }, timeline: statusTimeline });
    const { id: waitingBulkRunId } = await ctx.db.bulkRun.create({
      data: { companyId, act: "tag", deed: { act: "tag", tag: mark }, selection: { filter: "" }, totalCount: 1, startedAt: ctx.now },
      select: { id: true },
    });
    return {
      bulkRunId: tagged!.bulkRunId,
      waitingBulkRunId,
      duplicatePairId,
      enrichmentId,
      enrichmentRunId,
      segmentId,
      customFieldId,
      otherProspectId,
      mergeId,
      taskId,
      doneTaskId: done.taskId,
      invitationId,
      reportId,
      suppressionId,
      requestId,
      doneRequestId,
      noticeId,
      exportFileId,
      ...theirs,
    };
  });

  await asOwner(async (client) => {
    const plant = (table: string, values: string) =>
      client.query(`UPDATE ${table} SET ${values.replaceAll("$2", `'${mark}'::text`)} WHERE company_id = $1`, [companyId]);
    await plant(
      "prospects",
      `notes = $2, job_title = $2, tags = array_append(tags, $2::text), custom_fields = jsonb_build_object('canary', $2::text), source_detail = $2`,
    );
    await plant("products", `name = left($2 || ' ' || name, 100), description = $2, target_market = $2`);
    await plant("product_benefits", `text = $2 || ' ' || text`);
    await plant(
      "messages",
      `subject = $2 || coalesce(subject, ''), content = $2 || content, preview_text = $2, remark = $2, evidence = coalesce(evidence, '[]')`,
    );
    await plant("interactions", `subject = $2, content = $2, metadata = metadata || jsonb_build_object('canary', $2::text)`);
    await plant("import_jobs", `name = $2`);
    await plant("import_runs", `file_name = $2 || '.csv', source_detail = $2`);
    await plant("stored_files", `name = $2 || '.csv'`);
    await plant("campaigns", `goal = $2`);
    await plant("event_deliveries", `last_error = $2, delivered_at = now()`); // told: no sweep comes back to them
    await client.query(`UPDATE users SET last_name = $2 WHERE id IN (SELECT user_id FROM memberships WHERE company_id = $1)`, [
      companyId,
      mark,
    ]);
  });

  const { roleId, teamId, memberId, membershipId } = await asOwner(async (client) => {
    const one = async (text: string, values: Array<unknown>) => (await client.query<{ id: string }>(text, values)).rows[0]!.id;
    const role = await one(
      `INSERT INTO roles (id, company_id, key, name, is_system) VALUES (app.uuid_v7(), $1, $2, $2, false) RETURNING id`,
      [companyId, `${mark} role`],
    );
    await client.query(
      `INSERT INTO role_permissions (id, company_id, role_id, permission, scope) VALUES (app.uuid_v7(), $1, $2, 'company:read', 'all')`,
      [companyId, role],
    );
    const team = await one(`INSERT INTO teams (id, company_id, name) VALUES (app.uuid_v7(), $1, $2) RETURNING id`, [
      companyId,
      `${mark} team`,
    ]);
    const { actor } = await aMember({ companyId }, "viewer");
    const going = await aMember({ companyId }, "viewer"); // over whose place the others decide
    await client.query(`UPDATE users SET last_name = $2 WHERE id = ANY ($1)`, [[actor.id, going.actor.id], mark]);
    const membership = await one(`SELECT id FROM memberships WHERE company_id = $1 AND user_id = $2`, [companyId, going.actor.id]);
    return { roleId: role, teamId: team, memberId: actor.id, membershipId: membership };
  });

  const runId = `01JZ${crypto.randomUUID().replaceAll("-", "").toUpperCase().slice(0, 22)}`;
  await asSuperuser(async (client) => {
    await client.query(
      `INSERT INTO jobs.run (id, function_id, event_ids, events, company_id, status, output, created_at, ended_at)
       VALUES ($1, 'essor-outreach/send-messages', ARRAY[$1], jsonb_build_array(jsonb_build_object('name', $3::text, 'data', jsonb_build_object('companyId', $2::text, 'canary', $3::text))), $2::uuid, 'Completed', to_jsonb($3::text), now(), now())`,
      [runId, companyId, mark],
    );
    await client.query(
      `INSERT INTO jobs.attempt (run_id, company_id, step_id, name, kind, attempt, status, error, started_at, ended_at)
       VALUES ($1, $2::uuid, 'step', $3::text, 'step', 0, 'error', jsonb_build_object('message', $3::text), now(), now())`,
      [runId, companyId, mark],
    );
  });
  const mailId = await asOwner(
    async (client) =>
      (await client.query<{ id: string }>(`SELECT id FROM local_mails WHERE metadata ->> 'essor-id' = $1`, [sent.messageId])).rows[0]!.id,
  );
  const entryId = await asOwner(
    async (client) =>
      (await client.query<{ id: string }>("SELECT id FROM audit_logs WHERE company_id = $1 ORDER BY sequence DESC LIMIT 1", [companyId]))
        .rows[0]!.id,
  );
  const importJobId = await asOwner(
    async (client) =>
      (
        await client.query<{ id: string }>(
          `INSERT INTO import_jobs (id, company_id, name, source_type, source_host, source_detail, schedule_cron, next_run_at)
           VALUES (app.uuid_v7(), $1, $2, 'url', $2, $2, '0 6 * * *', now() + interval '1 day') RETURNING id`,
          [companyId, mark],
        )
      ).rows[0]!.id,
  );
  const priceId = await asOwner(
    async (client) =>
      (
        await client.query<{ id: string }>(
          `INSERT INTO product_prices (id, company_id, product_id, amount, currency) VALUES (app.uuid_v7(), $1, $2, 290, 'CHF') RETURNING id`,
          [companyId, planned.productId],
        )
      ).rows[0]!.id,
  );
  const ids = {
    priceId,
    ...made,
    entryId,
    roleId,
    teamId,
    memberId,
    prospectId,
    importJobId,
    importRunId: imported.id,
    checkedImportRunId: checkedId,
    campaignId: drafted.campaignId,
    plannedCampaignId: planned.campaignId,
    sentCampaignId: sent.campaignId,
    productId: planned.productId,
    messageId: drafted.messageIds[0]!,
    otherMessageId: drafted.messageIds[1]!,
    sentMessageId: sent.messageId,
    runId,
    mailId,
    companyId,
    membershipId,
    token: made.invitationId, // the id of what a link opens is not its secret
  };
  return { company, mark, ids };
}
