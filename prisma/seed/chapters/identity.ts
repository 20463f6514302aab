import { createHash, randomUUID } from "node:crypto";
import { signAnchor } from "~/platform/audit/anchor.server";
import { env } from "~/platform/env.server";
import type { Chapter } from "../demo-story";

const digest = () => createHash("sha256").update(randomUUID()).digest("hex"); // of a secret nobody keeps

/** The agency's own house: where it is, how it invoices, who works with whom and when. */
export const identity: Chapter = async ({ db, companyId, people, days, now }) => {
  const { owner, manager, agent } = people;
  await db.agencyProfile.createMany({
    data: [
      {
        companyId,
        establishedYear: 2017,
        agentsCount: 6,
        officesCount: 2,
        activeListings: 48,
        avgMonthlyTransactions: 9,
        avgTransactionValue: 268_000,
        propertyTypes: ["apartment", "house"],
        transactionTypes: ["sale", "rental"],
        geographicalZones: ["35", "22", "56"],
        websiteUrl: "https://horizon.example.test",
        websiteQualityScore: 78,
      },
    ],
    skipDuplicates: true,
  });
  await db.companySettings.createMany({
    data: [
      {
        companyId,
        documentFooter: "Agence Horizon, 12 quai des Essais, 35000 Rennes",
        paymentTermDays: 30,
        latePenaltyRate: 12,
        quoteValidityDays: 30,
        defaultVatRate: 20,
        fiscalYearStartMonth: 1,
        portalEnabled: true,
      },
    ],
    skipDuplicates: true,
  });
  await db.address.create({
    data: {
      companyId,
      kind: "head_office",
      label: "Siège",
      streetAddress: "12 quai des Essais",
      postalCode: "35000",
      city: "Rennes",
      region: "Bretagne",
      department: "35",
      country: "France",
      latitude: 48.1095,
      longitude: -1.6792,
    },
  });

  if (manager && (await db.team.count({ where: { companyId, name: "Bretagne" } })) === 0) {
    const { id: teamId } = await db.team.create({ data: { companyId, name: "Bretagne", leaderId: manager }, select: { id: true } });
    await db.teamMember.createMany({ data: [manager, agent].flatMap((userId) => (userId ? [{ companyId, teamId, userId }] : [])) });
  }
  if (agent)
    await db.userPermission.createMany({
      data: [{ companyId, userId: agent, permission: "product:change", isGranted: true, scope: "team", grantedById: owner }],
      skipDuplicates: true,
    });
  if ((await db.role.count({ where: { companyId, isSystem: false } })) === 0) {
    const roleId = randomUUID();
    await db.role.create({ data: { id: roleId, companyId, key: roleId, name: "Stagiaire", isSystem: false } });
    const reads = ["company:read", "member:read", "product:read", "campaign:read", "message:read"];
    const own = ["prospect:read", "prospect:change", "task:read", "task:change"];
    await db.rolePermission.createMany({
      data: [
        ...reads.map((permission) => ({ companyId, roleId, permission, scope: "all" as const })),
        ...own.map((permission) => ({ companyId, roleId, permission, scope: "own" as const })),
      ],
    });
  }
  const clock = (hour: number) => new Date(Date.UTC(1970, 0, 1, hour));
  for (const userId of [owner, manager, agent])
    if (userId) {
      await db.userSchedule.createMany({
        data: [1, 2, 3, 4, 5].map((weekday) => ({
          companyId,
          userId,
          weekday,
          startsAt: clock(9),
          endsAt: clock(weekday === 5 ? 17 : 18),
        })),
        skipDuplicates: true,
      });
      await db.timeEntry.createMany({
        data: [3, 2, 1].map((before) => ({
          companyId,
          userId,
          startedAt: days.at(days.workday(before), 9),
          endedAt: days.at(days.workday(before), 17, 30),
          breakMinutes: 60,
          activity: "Prospection",
        })),
      });
    }

  const role = await db.role.findFirst({ where: { companyId, key: "agent" }, select: { id: true } });
  if (role && agent)
    await db.invitation.create({
      data: {
        companyId,
        email: "ines@essor.example",
        roleId: role.id,
        tokenHash: digest(),
        invitedById: owner,
        createdAt: days.moment(-40),
        expiresAt: days.moment(-33),
        acceptedAt: days.moment(-39),
      },
    });

  const { id: apiTokenId } = await db.apiToken.create({
    data: {
      companyId,
      name: "Essai de l’API",
      prefix: "es_demo",
      tokenHash: digest(),
      scopes: ["prospect:read"],
      createdById: owner,
      createdAt: days.moment(-20),
      lastUsedAt: days.moment(-19, 15),
      revokedAt: days.moment(-18),
    },
    select: { id: true },
  });
  await db.apiUsage.createMany({
    data: [0, 4, 9].map((minute) => ({
      companyId,
      apiTokenId,
      endpoint: "/api/prospects",
      method: "GET",
      responseSizeBytes: 18_240 + minute,
      responseTimeMs: 31 + minute,
      statusCode: 200,
      createdAt: days.moment(-19, 15, minute),
    })),
  });
  await db.systemSetting.createMany({
    data: [{ companyId, category: "email", key: "signature", value: "L’équipe de l’Agence Horizon", updatedById: owner }],
    skipDuplicates: true,
  });

  // Someone who asked to be forgotten: his key is gone, and with it what the log said of him.
  const forgotten = randomUUID();
  await db.personKey.create({
    data: { companyId, subjectType: "prospect", subjectId: forgotten, createdAt: days.moment(-30), destroyedAt: days.moment(-12) },
  });
  for (const entry of [
    { action: "member.invited", resourceType: "invitation", createdAt: days.moment(-40) },
    { action: "api_token.created", resourceType: "api_token", resourceId: apiTokenId, createdAt: days.moment(-20) },
    { action: "api_token.revoked", resourceType: "api_token", resourceId: apiTokenId, createdAt: days.moment(-18) },
    { action: "person.forgotten", resourceType: "prospect", resourceId: forgotten, subjectId: forgotten, createdAt: days.moment(-12) },
  ])
    await db.auditLog.create({ data: { companyId, userId: owner, ...entry, createdAt: entry.createdAt < now ? entry.createdAt : now } });
  // As last night's job signed it.
  const head = await db.chainHead.findUniqueOrThrow({ where: { companyId_chain: { companyId, chain: "audit" } } });
  if (env().SESSION_SECRET && head.hash) {
    const createdAt = days.moment(0, 4, 40) < now ? days.moment(0, 4, 40) : now;
    const stand = { companyId, chain: "audit", sequence: String(head.sequence), hash: head.hash, createdAt: createdAt.toISOString() };
    const { signature } = signAnchor(stand);
    await db.chainAnchor.create({ data: { companyId, chain: "audit", sequence: head.sequence, hash: head.hash, signature, createdAt } });
  }
};
