import { createHash, randomUUID } from "node:crypto";
import type { Chapter } from "../demo-story";

const digest = () => createHash("sha256").update(randomUUID()).digest("hex"); // of an address nobody has

/** What people asked about their data, and who was not heard of for long. */
export const privacy: Chapter = async ({ db, companyId, people, days }) => {
  const { owner } = people;
  await db.privacyRequest.create({
    data: {
      companyId,
      type: "access",
      name: "Maëlle Corbinaud",
      email: "maelle.corbinaud@example.test",
      note: "Demande par téléphone : une copie de ce que nous savons d’elle.",
      receivedAt: days.moment(-3, 10, 20),
      dueAt: days.moment(27, 10, 20),
    },
  });
  await db.privacyRequest.create({
    data: {
      companyId,
      type: "erasure",
      state: "done",
      source: "page",
      personHashes: [digest()],
      identityCheckedAt: days.moment(-20, 9, 5),
      handledById: owner,
      receivedAt: days.moment(-21, 16, 40),
      dueAt: days.moment(9, 16, 40),
      answeredAt: days.moment(-20, 9, 6),
      result: [
        { table: "prospects", deleted: 0, emptied: 1, cutOut: 0, kept: 0, law: null },
        { table: "interactions", deleted: 2, emptied: 0, cutOut: 0, kept: 0, law: null },
        { table: "suppressions", deleted: 0, emptied: 0, cutOut: 0, kept: 1, law: "proof" },
      ],
    },
  });
  await db.companyClosing.create({
    data: {
      companyId,
      requestedById: owner,
      requestedAt: days.moment(-60, 18, 5),
      endsAt: days.moment(-30, 18, 5),
      cancelledAt: days.moment(-59, 9, 10),
      cancelledById: owner,
      tokenHash: digest(),
    },
  });
  const quiet = await db.prospect.findFirst({ where: { companyId, deletedAt: null }, orderBy: { id: "asc" }, select: { id: true } });
  if (quiet)
    await db.retentionNotice.create({
      data: {
        companyId,
        prospectId: quiet.id,
        heardAt: days.moment(-1125, 9, 0),
        dueAt: days.moment(0, 9, 0),
        choice: "keep",
        reason: "Client de longue date, rencontré au salon de Vannes.",
        decidedById: owner,
        decidedAt: days.moment(-2, 11, 15),
      },
    });
};
